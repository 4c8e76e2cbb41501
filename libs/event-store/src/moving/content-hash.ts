import { createHash } from 'node:crypto';
import type { MovedEvent } from './archive.js';

/** What two archives must have in common: a hash over all in order, and one of each stream. */
export interface ContentHash {
  /** SHA-256, hexadecimal. */
  readonly whole: string;
  readonly streams: ReadonlyMap<string, string>;
  readonly events: number;
}

/** Reads everything up to an event, and hashes it; 32 bytes of memory a stream. */
export async function hashContent(
  events: AsyncIterable<MovedEvent>,
  options: { readonly upTo?: MovedEvent; readonly progress?: (events: number) => void } = {},
): Promise<ContentHash> {
  const whole = createHash('sha256');
  const streams = new Map<string, string>();
  let count = 0;
  for await (const event of events) {
    const bytes = bytesOf(event);
    whole.update(bytes);
    const before = streams.get(event.stream) ?? '';
    streams.set(event.stream, createHash('sha256').update(before).update(bytes).digest('base64'));
    if (++count % 10_000 === 0) options.progress?.(count);
    if (event.id === options.upTo?.id && event.stream === options.upTo.stream) break;
  }
  return { whole: whole.digest('hex'), streams, events: count };
}

/** Unambiguous: a JSON list of text, the bytes of data and metadata among them as they are. */
const bytesOf = (event: MovedEvent) =>
  JSON.stringify([
    event.stream,
    event.revision,
    event.id,
    event.type,
    event.recordedAt.toISOString(),
    event.rawData,
    event.rawMetadata,
  ]);

/** Streams that differ, at most ten. */
export function differences(one: ContentHash, other: ContentHash): readonly string[] {
  const names = new Set([...one.streams.keys(), ...other.streams.keys()]);
  return [...names].filter((name) => one.streams.get(name) !== other.streams.get(name)).slice(0, 10);
}
