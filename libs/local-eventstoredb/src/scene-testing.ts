import { randomUUID } from 'node:crypto';
import {
  type AppendExpectedRevision,
  type AppendResult,
  EventStoreDBClient,
  type JSONType,
  jsonEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';

/** A client of one test; `dispose` ends all its streams. */
export const clientOf = (url: string) => EventStoreDBClient.connectionString(url);

export const newName = () => `test-${randomUUID()}`;

export const event = (id: string = randomUUID(), data: object = { n: 1 }, type = 'Noted') =>
  jsonEvent({ id, type, data: data as JSONType });

export const events = (count: number) => Array.from({ length: count }, () => event());

export const append = (
  client: EventStoreDBClient,
  stream: string,
  given: ReturnType<typeof event>[],
  expectedRevision: AppendExpectedRevision,
): Promise<AppendResult> => client.appendToStream(stream, given, { expectedRevision });

export async function all(reading: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  for await (const each of reading) found.push(each);
  return found;
}

/** Of what was read: stream ids leave no doubt. */
export const ids = (read: readonly ResolvedEvent[]) => read.map((each) => each.event?.id);

export const failureOf = (work: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
  work.then(
    (value) => Promise.reject(new Error(`expected a failure, found ${String(value)}`)),
    (error) => error,
  );

/** Waits until it is so, at most so many milliseconds. */
export async function until(isSo: () => boolean | Promise<boolean>, atMost = 10_000): Promise<void> {
  const deadline = Date.now() + atMost;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await pause(10);
  }
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
