import { day } from '@ctg/calendar';
import { z } from 'zod';
import type { AnyEventDefinition } from '../define-event.js';

/** A JSON Schema (2020-12) or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Where a schema is served, and what `ce_dataschema` ends with. */
export const schemaPath = (type: string, version: number): string => `/schemas/${type}/${version}`;

/** Every version that a definition can still read, oldest first. */
export function versionsOf(definition: AnyEventDefinition): readonly number[] {
  return Object.keys(definition.earlierSchemas)
    .map(Number)
    .concat(definition.version)
    .sort((one, other) => one - other);
}

/** The zod schema of one version of an event; undefined where the definition does not have it. */
export const zodSchemaOf = (definition: AnyEventDefinition, version: number): z.ZodType | undefined =>
  version === definition.version ? definition.schema : definition.earlierSchemas[version];

/** The published schema of one version of an event: what a reader may rely on. Same input, same bytes. */
export function schemaOfVersion(definition: AnyEventDefinition, version: number): JsonSchema | undefined {
  const schema = zodSchemaOf(definition, version);
  if (!schema) return undefined;
  const { $schema, ...body } = toJsonSchema(schema);
  const $id = schemaPath(definition.type, version);
  return { $schema, $id, title: definition.title, ...body };
}

/**
 * A zod schema as its readers see it. `input`: a field with a default may be missing in what was written. Objects are open:
 * a reader ignores fields that it does not know, however strict the writer was.
 */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const written = z.toJSONSchema(schema, { io: 'input', reused: 'inline', override: asPublished });
  return JSON.parse(JSON.stringify(written)) as JsonSchema;
}

const dayCheck = day._zod.def.checks?.[0];

/** What the definitions say for those who send; the events were released without. */
const ownFormats: readonly unknown[] = ['siren', 'siret', 'organisation', 'imprecise-date'];

/** What zod writes for its own sake is left out, so that a new release of zod does not look like a new contract. */
function asPublished({ zodSchema, jsonSchema }: Parameters<NonNullable<Override>>[0]): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'uuid') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { checks } = zodSchema._zod.def as { checks?: readonly unknown[] };
  if (ownFormats.includes(jsonSchema.format)) delete jsonSchema.format;
  delete jsonSchema['x-past'];
  if (checks?.includes(dayCheck)) jsonSchema.format = 'date';
}

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];
