import type { JsonObject, RecordedEvent } from '@ctg/event-store';
import type { AnyEventDefinition } from './define-event.js';
import type { EventMetadata, PublishedEvent } from './envelope.js';

/** An event's version is newer than what this program knows, or has no upcaster: it is never guessed at. */
export class UnreadableEvent extends Error {
  override readonly name: string = 'UnreadableEvent';
}

/** Newer than this program: one that was deployed after it knows the event. */
export class NewerEvent extends UnreadableEvent {
  override readonly name = 'NewerEvent';
}

/** Reads recorded events as published ones, old schema versions brought up to the newest by their upcasters. */
export class EventDecoder {
  readonly #definitions = new Map<string, AnyEventDefinition>();

  constructor(definitions: Iterable<AnyEventDefinition>) {
    for (const definition of definitions) this.#definitions.set(definition.type, definition);
  }

  /**
   * An event of an unknown type passes as it is: someone else's business.
   * @throws NewerEvent an unknown newer version · UnreadableEvent a missing upcaster
   */
  decode(recorded: RecordedEvent): PublishedEvent {
    const metadata = recorded.metadata as unknown as EventMetadata;
    const known = this.#definitions.get(recorded.type);
    const data = this.newest(recorded.type, recorded.data, metadata.schemaVersion);
    // Metadata last: spread first, it costs six times as much, and decoding is most of a rebuild. It cannot shadow the
    // fields above: `EventMetadata` has none of their names, and the command executor writes nothing else.
    return {
      id: recorded.id,
      type: recorded.type,
      stream: recorded.stream,
      revision: recorded.revision,
      position: String(recorded.position),
      recordedAt: recorded.recordedAt.toISOString(),
      data,
      ...metadata,
      ...(known && known.version !== metadata.schemaVersion ? { schemaVersion: known.version } : {}),
    };
  }

  /** Data of an event in the newest version of its type. @throws NewerEvent · UnreadableEvent */
  newest(type: string, data: JsonObject, version: number): JsonObject {
    const known = this.#definitions.get(type);
    return known ? upcast(known, data, version) : data;
  }
}

function upcast(definition: AnyEventDefinition, data: JsonObject, writtenVersion: number): JsonObject {
  if (writtenVersion === definition.version) return data;
  if (writtenVersion > definition.version) {
    throw new NewerEvent(
      `${definition.type} version ${writtenVersion} is newer than the version ${definition.version} known here: update this service.`,
    );
  }
  let current = data;
  for (let version = writtenVersion; version < definition.version; version++) {
    const step = definition.upcasters[version];
    if (!step)
      throw new UnreadableEvent(
        `${definition.type} has no upcaster from version ${version} to ${version + 1}.`,
      );
    current = step(current);
  }
  return current;
}
