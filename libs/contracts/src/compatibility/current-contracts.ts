import type { JsonObject, RecordedEvent } from '@ctg/event-store';
import { EventDecoder } from '../decode-event.js';
import type { AnyEventDefinition } from '../define-event.js';
import { type Golden, goldensOf } from '../schemas/golden.js';
import { type JsonSchema, schemaOfVersion, versionsOf, zodSchemaOf } from '../schemas/json-schema.js';

/** One version of an event as the code and its golden files have it now. */
export interface CurrentVersion {
  readonly type: string;
  readonly version: number;
  readonly schema: JsonSchema;
  /** SHA-256 of the golden files, by file. */
  readonly goldens: Readonly<Record<string, string>>;
  /** What is wrong with its golden files, one sentence each. */
  readonly unreadable: readonly string[];
  /** False when a step on the way to the newest version is missing. */
  readonly upcasts: boolean;
}

/** Every version of these events, read with the golden files under a folder. */
export function currentContracts(
  definitions: readonly AnyEventDefinition[],
  folder: string,
): readonly CurrentVersion[] {
  return definitions.flatMap((definition) =>
    versionsOf(definition).map((version) => {
      const goldens = goldensOf(definition.type, version, folder);
      const steps = Array.from({ length: definition.version - version }, (_, step) => version + step);
      const upcasts = steps.every((step) => definition.upcasters[step] !== undefined);
      return {
        type: definition.type,
        version,
        schema: schemaOfVersion(definition, version) as JsonSchema,
        goldens: Object.fromEntries(goldens.map(({ file, sha256 }) => [file, sha256])),
        unreadable: upcasts ? goldens.flatMap((golden) => defectsOf(definition, version, golden)) : [],
        upcasts,
      };
    }),
  );
}

function defectsOf(definition: AnyEventDefinition, version: number, golden: Golden): readonly string[] {
  const own = zodSchemaOf(definition, version)?.safeParse(golden.data);
  if (!own?.success) return [`${golden.file} does not fit version ${version}: ${own?.error.message}`];
  try {
    const newest = definition.schema.safeParse(readAsNewest(definition, version, golden.data));
    if (newest.success) return [];
    return [
      `${golden.file} does not fit version ${definition.version} after its upcasters: ${newest.error.message}`,
    ];
  } catch (error) {
    return [`${golden.file} cannot be upcast: ${String(error)}`];
  }
}

/** Reads data as the store would have it, through the upcasters, to the newest version. */
function readAsNewest(definition: AnyEventDefinition, version: number, data: unknown): unknown {
  const recorded = {
    id: '00000000-0000-4000-8000-000000000000',
    type: definition.type,
    stream: 'golden-example',
    revision: 0,
    position: 1n,
    recordedAt: new Date(0),
    data: data as JsonObject,
    metadata: { schemaVersion: version } as unknown as JsonObject,
  } as unknown as RecordedEvent;
  return new EventDecoder([definition]).decode(recorded).data;
}
