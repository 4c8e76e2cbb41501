import { randomUUID } from 'node:crypto';
import { type EventStore, type EventToAppend, type JsonObject, streamName } from '../index.js';

export interface OpenStore {
  readonly store: EventStore;
  dispose(): Promise<void>;
}

export type Store = () => EventStore;

/** A stream nobody else has. */
export const newStream = (category = 'partners.convention', subject: string = randomUUID()) =>
  streamName(category, subject);

/** An event nobody else has. */
export const newEvent = (data: JsonObject = {}, type = 'partners.NoteTaken'): EventToAppend => ({
  id: randomUUID(),
  type,
  data,
  metadata: { cafId: 'caf-59' },
});

/** Events numbered `from` to `to`. */
export const numbered = (from: number, to: number, type?: string): EventToAppend[] =>
  Array.from({ length: to - from + 1 }, (_, index) => newEvent({ n: from + index }, type));

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The number given by `numbered`. */
export const numberOf = (event: { readonly data: JsonObject }) => event.data.n;

/** What an append was rejected with; fails when it was not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a failure, found ${String(value)}`);
    },
    (error: unknown) => error,
  );
}
