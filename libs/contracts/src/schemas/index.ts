/** The JSON Schemas of the published events, as they are served under `/schemas`. */
import { catalogue } from '../catalogue.js';
import { type JsonSchema, schemaOfVersion, schemaPath, versionsOf } from './json-schema.js';

export { type Golden, goldensOf } from './golden.js';
export type { JsonSchema } from './json-schema.js';

/** One line of `GET /schemas`. */
export interface PublishedSchema {
  readonly type: string;
  readonly version: number;
  /** French. */
  readonly title: string;
  /** The path it is served at. */
  readonly schema: string;
}

const byType = new Map(catalogue.map((definition) => [definition.type, definition]));
const made = new Map<string, JsonSchema | undefined>();

/** The JSON Schema of one version of an event's data, for `GET /schemas/:type/:version`; undefined for an unknown one. */
export function jsonSchemaOf(type: string, version: number): JsonSchema | undefined {
  const definition = byType.get(type);
  if (!definition || !versionsOf(definition).includes(version)) return undefined;
  const path = schemaPath(type, version);
  if (!made.has(path)) made.set(path, schemaOfVersion(definition, version));
  return made.get(path);
}

/** Every version of every event, ordered by type, for `GET /schemas`. */
export function publishedSchemas(): readonly PublishedSchema[] {
  return [...catalogue]
    .sort((one, other) => (one.type < other.type ? -1 : 1))
    .flatMap((definition) =>
      versionsOf(definition).map((version) => ({
        type: definition.type,
        version,
        title: definition.title,
        schema: schemaPath(definition.type, version),
      })),
    );
}
