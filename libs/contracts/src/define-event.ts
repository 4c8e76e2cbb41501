import type { JsonObject } from '@ctg/event-store';
import type { z } from 'zod';
import type { PublishedEvent } from './envelope.js';

/** An event a decider has decided but nobody has recorded yet. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly schemaVersion: number;
  readonly data: Data;
  /** Default: the day of the command. */
  readonly occurredOn?: string;
  readonly effectiveOn?: string;
}

/** Turns the data of an old schema version into that of the next one. Pure. */
export type Upcaster = (data: JsonObject) => JsonObject;

export interface EventDefinition<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly version: number;
  /** A few French words for catalogues and histories: « Convention ouverte ». */
  readonly title: string;
  readonly schema: z.ZodType<Data>;
  /** By the version they read. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
  /** The schemas of the versions before, by version: subscribers still find them, and old golden files are read with them. */
  readonly earlierSchemas: Readonly<Record<number, z.ZodType>>;
  /** Makes the event; the schema is checked, an event that breaks it is a defect of ours and throws. */
  (data: Data, days?: { readonly occurredOn?: string; readonly effectiveOn?: string }): NewEvent<Type, Data>;
}

/** An event definition of whatever data: what catalogues hold. */
// biome-ignore lint/suspicious/noExplicitAny: the maker takes its own data, so no common type but `any` fits all
export type AnyEventDefinition = EventDefinition<string, any>;

/** The type of an event's data: `DataOf<typeof ConventionOpened>`. */
export type DataOf<D> = D extends EventDefinition<string, infer Data> ? Data : never;

/** What a definition makes: `NewEventOf<typeof ConventionOpened>`; of several definitions, any of theirs. */
export type NewEventOf<D> = D extends EventDefinition<infer Type, infer Data> ? NewEvent<Type, Data> : never;

/** A published event of a definition, for `switch (event.type)`: `PublishedOf<typeof ConventionOpened>`. */
export type PublishedOf<D> =
  D extends EventDefinition<infer Type, infer Data> ? PublishedEvent<Type, Data> : never;

/**
 * Defines one published event: `service.ThingHappened`. Use `z.object` (unknown fields of newer writers are let through
 * by old readers), give every field a `.describe('…')` in the domain's French words. No personal data.
 */
export function defineEvent<const Type extends string, Data>(definition: {
  readonly type: Type;
  readonly version?: number;
  readonly title: string;
  readonly schema: z.ZodType<Data>;
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
  readonly earlierSchemas?: Readonly<Record<number, z.ZodType>>;
}): EventDefinition<Type, Data> {
  const version = definition.version ?? 1;
  const make = (
    data: Data,
    days: { occurredOn?: string; effectiveOn?: string } = {},
  ): NewEvent<Type, Data> => ({
    type: definition.type,
    schemaVersion: version,
    data: definition.schema.parse(data),
    ...days,
  });
  return Object.assign(make, {
    type: definition.type,
    version,
    title: definition.title,
    schema: definition.schema,
    upcasters: definition.upcasters ?? {},
    earlierSchemas: definition.earlierSchemas ?? {},
  });
}
