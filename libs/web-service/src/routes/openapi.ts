import type { ControllerRoute, ServiceDefinition } from '../service-definition.js';
import {
  type CommandEntry,
  catalogueOf,
  jsonSchema,
  type OperationEntry,
  type QueryEntry,
} from './catalogue-route.js';

const problem = {
  description: 'Refus (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const text = { type: 'string' };

/** The pieces of an OpenAPI document that a runner of several services merges. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, object>>;
  readonly [section: string]: unknown;
}

/** The OpenAPI 3.1 document of one or several services, made from their definitions. */
export function openApiDocument(definitions: readonly ServiceDefinition[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { service, commands, queries, operations } of definitions.map(catalogueOf)) {
    for (const command of commands) addTo(paths, command.route, 'post', commandOperation(service, command));
    for (const query of queries) addTo(paths, query.route, 'get', queryOperation(service, query));
    for (const each of operations)
      addTo(paths, each.route, each.method.toLowerCase(), operation(service, each));
  }
  for (const { name, controllerRoutes = [] } of definitions)
    for (const each of controllerRoutes) addTo(paths, each.route, 'get', controllerOperation(name, each));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Conventions territoriales globales',
      version: '1',
      description: 'Textes et problèmes en français.',
    },
    tags: definitions.map(({ name, title }) => ({ name, description: title })),
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: text,
            title: text,
            status: { type: 'integer' },
            detail: text,
            expected: text,
            found: text,
            advice: text,
            correlationId: text,
            errors: { type: 'array', items: { type: 'object', properties: { path: text, message: text } } },
          },
        },
        Outcome: {
          type: 'object',
          required: ['id', 'stream', 'revision', 'events'],
          properties: {
            id: text,
            stream: text,
            revision: { type: 'integer' },
            position: text,
            events: { type: 'array', items: { type: 'object', properties: { id: text, type: text } } },
          },
        },
      },
    },
  };
}

function addTo(
  paths: Record<string, Record<string, unknown>>,
  route: string,
  verb: string,
  operation: object,
): void {
  const path = route.replaceAll(/:(\w+)/g, '{$1}');
  paths[path] = { ...paths[path], [verb]: operation };
}

const pathParameters = (route: string) =>
  [...route.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text }));

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: text,
});

function commandOperation(service: string, command: CommandEntry): object {
  const status = command.creates ? '201' : '200';
  return {
    tags: [service],
    operationId: command.name,
    summary: command.title,
    description: [command.description, `Rôles : ${command.roles.join(', ')}.`].filter(Boolean).join('\n\n'),
    parameters: [
      ...pathParameters(command.route),
      header('Idempotency-Key', 'La même clé n’exécute qu’une fois et répond la même chose'),
      header('If-Match', 'Révision vue, entre guillemets ; périmée : 412'),
      header('CTG-Reason', 'Motif, encodé en pourcents'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: command.bodySchema } } },
    responses: {
      [status]: {
        description: 'Enregistré',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Outcome' } } },
      },
      default: problem,
    },
  };
}

function queryParameters(querySchema: object): readonly object[] {
  const { properties = {}, required = [] } = querySchema as { properties?: object; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function controllerOperation(service: string, route: ControllerRoute): object {
  const { name, title, description, roles, query, produces } = route;
  const isOpen = roles === 'anybody';
  return {
    tags: [service],
    operationId: name,
    summary: title,
    description: [description, isOpen ? 'Sans jeton.' : `Rôles : ${roles.join(', ')}.`]
      .filter(Boolean)
      .join('\n\n'),
    ...(isOpen ? { security: [] } : {}),
    parameters: [...pathParameters(route.route), ...(query ? queryParameters(jsonSchema(query)) : [])],
    responses: {
      '200': { description: 'Réponse', content: { [produces]: { schema: {} } } },
      default: problem,
    },
  };
}

function queryOperation(service: string, query: QueryEntry): object {
  return {
    tags: [service],
    operationId: query.name,
    summary: query.title,
    description: `Rôles : ${query.roles.join(', ')}.`,
    parameters: [
      ...pathParameters(query.route),
      ...queryParameters(query.querySchema),
      header('CTG-After-Position', 'Attendre que cette position ait été lue'),
    ],
    responses: {
      '200': { description: 'Réponse', content: { 'application/json': { schema: {} } } },
      default: problem,
    },
  };
}

function operation(
  service: string,
  { name, title, roles, route, method, inputSchema }: OperationEntry,
): object {
  if (method === 'GET')
    return queryOperation(service, { name, title, roles, route, querySchema: inputSchema });
  return {
    tags: [service],
    operationId: name,
    summary: title,
    description: `Rôles : ${roles.join(', ')}.`,
    requestBody: { required: true, content: { 'application/json': { schema: inputSchema } } },
    responses: {
      '200': { description: 'Fait', content: { 'application/json': { schema: {} } } },
      default: problem,
    },
  };
}
