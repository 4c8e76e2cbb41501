import { operationsOf } from '../operations/operations-of.js';
import type { ServiceDefinition } from '../service-definition.js';
import { commandOperation, controllerOperation, queryOperation, runningOperation } from './operations.js';
import { problemResponses, problemSchema } from './problems.js';

const text = { type: 'string' } as const;

/** The pieces of an OpenAPI document that a runner of several services merges. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, object>>;
  readonly [section: string]: unknown;
}

/** What a command answers. */
const outcome = {
  type: 'object',
  description: 'Ce qui a été enregistré',
  required: ['id', 'stream', 'revision', 'events'],
  properties: {
    id: { ...text, description: 'Ce que la commande a créé, ou ce sur quoi elle a agi' },
    stream: { ...text, description: 'Flux des événements' },
    revision: { type: 'integer', description: 'Révision du flux, pour If-Match' },
    position: { ...text, description: 'Position du dernier événement, pour CTG-After-Position' },
    events: {
      type: 'array',
      description: 'Événements enregistrés ; aucun : tout ce qui a été envoyé l’était déjà (alreadyThere)',
      items: { type: 'object', required: ['id', 'type'], properties: { id: text, type: text } },
    },
    warnings: {
      type: 'array',
      description: 'Ce qui est improbable, enregistré tout de même : à vérifier',
      items: { type: 'object', required: ['code', 'sentence'], properties: { code: text, sentence: text } },
    },
    alreadyThere: {
      const: true,
      description: 'Rien de nouveau : tout ce qui a été envoyé était déjà enregistré, à l’identique',
    },
  },
} as const;

/** The OpenAPI 3.1 document of one or several services, made from their definitions. */
export function openApiDocument(definitions: readonly ServiceDefinition[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const definition of definitions) {
    const { name, commands, queries, controllerRoutes = [] } = definition;
    const at = (route: string) => `/api/${name}${route}`;
    for (const each of commands) addTo(paths, at(each.route), 'post', commandOperation(name, each));
    for (const each of queries) addTo(paths, at(each.route), 'get', queryOperation(name, each));
    for (const each of operationsOf(definition))
      addTo(paths, at(each.route), each.method.toLowerCase(), runningOperation(name, each));
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
      schemas: { Problem: problemSchema, Outcome: outcome },
      responses: problemResponses(),
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
