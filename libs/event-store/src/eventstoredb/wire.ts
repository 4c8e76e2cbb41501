import {
  binaryEvent,
  type EventData,
  type JSONType,
  jsonEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import canonicalize from 'canonicalize';
import type { CanonicalEvent } from '../canonical-event.js';
import type { JsonObject, Position, RecordedEvent } from '../port.js';
import { parseStreamName } from '../stream-name.js';

/**
 * Among the metadata of an event that was moved here from another store: when it was recorded there (ISO 8601). The
 * server sets its own time and takes no other. Stripped on the way back; no event of ours may have it.
 */
export const recordedAtKey = 'ctg.recordedAt';

/**
 * An event for the client. It sends `JSON.stringify(data)`: where that gives the same bytes the event travels as JSON and
 * can be read in the server's own pages; where it cannot (integer-like keys), the bytes themselves travel.
 */
export function toWire(event: CanonicalEvent, recordedAt?: Date): EventData {
  const parsed = JSON.parse(event.data) as JSONType;
  const carried = recordedAt
    ? (canonicalize({ ...JSON.parse(event.metadata), [recordedAtKey]: recordedAt.toISOString() }) ?? '{}')
    : event.metadata;
  // A Buffer is not taken for bytes by the client, only a plain Uint8Array is.
  const common = { id: event.id, type: event.type, metadata: bytesOf(carried) };
  return JSON.stringify(parsed) === event.data
    ? jsonEvent({ ...common, data: parsed })
    : binaryEvent({ ...common, data: bytesOf(event.data) });
}

/**
 * An event of ours as it was accepted, or undefined for one that is not: the server's own (a tombstone stands in the stream
 * it ends), links, streams of other programs. Metadata always comes back parsed, so it is written canonically again.
 */
export function fromWire({ event }: ResolvedEvent): RecordedEvent | undefined {
  if (!event || event.type.startsWith('$') || !isOurs(event.streamId)) return undefined;
  const rawData = event.isJson
    ? JSON.stringify(event.data)
    : Buffer.from(event.data as Uint8Array).toString('utf8');
  const { [recordedAtKey]: recordedAt, ...metadata } = objectOr(event.metadata);
  return {
    id: event.id,
    type: event.type,
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(event.position),
    recordedAt: typeof recordedAt === 'string' ? new Date(recordedAt) : event.created,
    data: event.isJson ? objectOr(event.data) : parsedOr(rawData),
    metadata,
    rawData,
    rawMetadata: canonicalize(metadata) ?? '{}',
  };
}

/** What another program wrote under one of our names is for its readers to refuse; it must not keep them from the rest. */
const objectOr = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? (value as JsonObject) : {};

function parsedOr(text: string): JsonObject {
  try {
    return objectOr(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Every record has commit and prepare alike; the port's position is that number. */
export function positionOf(position: { readonly commit: bigint } | undefined): Position {
  if (position === undefined)
    throw new Error('The server gave an event without a position: is it older than 22.6?');
  return position.commit;
}

export const placeOf = (position: Position) => ({ commit: position, prepare: position });

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'));

/** Whether a stream has the shape that only this port gives. */
export function isOurs(stream: string): boolean {
  try {
    parseStreamName(stream);
    return true;
  } catch {
    return false;
  }
}
