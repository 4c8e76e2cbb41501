import { canonicalJson } from './canonical-json.js';
import { AppendTooLarge, InvalidEvent } from './errors.js';
import { limits } from './limits.js';
import type { EventToAppend, JsonObject } from './port.js';

/** An event as the bytes that will be kept. */
export interface CanonicalEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const typeShape = /^[A-Za-z][A-Za-z0-9.]*$/;

/**
 * Writes the events of one append as canonical JSON (RFC 8785) and checks them against the limits.
 * @throws InvalidEvent, AppendTooLarge
 */
export function canonicalEvents(events: readonly EventToAppend[]): readonly CanonicalEvent[] {
  if (events.length === 0) throw new InvalidEvent('An append needs at least one event, found none.');
  if (events.length > limits.eventsPerAppend) {
    throw new AppendTooLarge(
      `One append takes at most ${limits.eventsPerAppend} events, found ${events.length}.`,
    );
  }
  const canonical = events.map(canonicalEvent);
  const ids = new Set(canonical.map((event) => event.id));
  if (ids.size < canonical.length) throw new InvalidEvent('Two events of one append have the same id.');
  const bytes = canonical.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
  if (bytes > limits.bytesPerAppend) {
    throw new AppendTooLarge(`One append takes at most ${limits.bytesPerAppend} bytes, found ${bytes}.`);
  }
  return canonical;
}

/** @throws InvalidEvent what is no UUID is no event's id */
export function assertEventId(id: string): void {
  if (!uuidShape.test(id)) throw new InvalidEvent(`An event id is a UUID, found ${JSON.stringify(id)}.`);
}

function canonicalEvent(event: EventToAppend): CanonicalEvent {
  assertEventId(event.id);
  if (!typeShape.test(event.type) || event.type.length > limits.typeLength) {
    throw new InvalidEvent(`An event type is letters, digits and dots, found ${JSON.stringify(event.type)}.`);
  }
  return {
    id: event.id.toLowerCase(),
    type: event.type,
    data: written(event.data, `data of ${event.type}`),
    metadata: written(event.metadata, `metadata of ${event.type}`),
  };
}

function written(value: JsonObject, what: string): string {
  let text: string | undefined;
  try {
    text = canonicalJson(value);
  } catch (cause) {
    throw new InvalidEvent(`The ${what} cannot be written as canonical JSON: ${(cause as Error).message}`, {
      cause,
    });
  }
  if (text === undefined || text[0] !== '{') throw new InvalidEvent(`The ${what} is not a JSON object.`);
  // RFC 8785 forbids lone surrogates; JSON.stringify would write them as \\udXXX escapes.
  if (/\\ud[89a-f][0-9a-f]{2}/.test(text) && hasLoneSurrogate(value)) {
    throw new InvalidEvent(`The ${what} has a lone surrogate: half a character.`);
  }
  return text;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, entry]) => !key.isWellFormed() || hasLoneSurrogate(entry));
}
