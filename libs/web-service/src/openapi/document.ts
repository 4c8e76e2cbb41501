import { operationsOf } from '../operations/operations-of.js';
import type { RouteRefusals, ServiceDefinition } from '../service-definition.js';
import { commandOperation, controllerOperation, queryOperation, runningOperation } from './operations.js';
import { outcomeSchema } from './outcome.js';
import { type OwnRefusals, problemResponses, problemSchema } from './problems.js';

/** The pieces of an OpenAPI document that a runner of several services merges. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, object>>;
  readonly [section: string]: unknown;
}

/** The OpenAPI 3.1 document of one or several services, made from their definitions. */
export function openApiDocument(definitions: readonly ServiceDefinition[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const definition of definitions) {
    const { name, commands, queries, controllerRoutes = [] } = definition;
    const at = (route: string) => `/api/${name}${route}`;
    const own = (each: { readonly name: string }) => ownRefusals(definition.refusals, each.name);
    for (const each of commands)
      addTo(paths, at(each.route), 'post', commandOperation(name, each, own(each)));
    for (const each of queries) addTo(paths, at(each.route), 'get', queryOperation(name, each, own(each)));
    for (const each of operationsOf(definition))
      addTo(paths, at(each.route), each.method.toLowerCase(), runningOperation(name, each, own(each)));
    for (const each of controllerRoutes) addTo(paths, each.route, 'get', controllerOperation(name, each));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Conventions territoriales globales',
      version: '1',
      description: 'Textes et problèmes en français.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'L’origine qui sert ce document' }],
    tags: definitions.map(({ name, title }) => ({ name, description: title })),
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema, Outcome: outcomeSchema },
      responses: problemResponses(),
    },
  };
}

const ownRefusals = (refusals: RouteRefusals | undefined, route: string): OwnRefusals =>
  (refusals?.routes[route] ?? []).map((key) => [key, refusals?.said[key] ?? '']);

function addTo(
  paths: Record<string, Record<string, unknown>>,
  route: string,
  verb: string,
  operation: object,
): void {
  const path = route.replaceAll(/:(\w+)/g, '{$1}');
  paths[path] = { ...paths[path], [verb]: operation };
}
