import { randomUUID } from 'node:crypto';
import { jsonEvent, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import type { StoreIdentity } from '../port.js';
import { collect } from './connection/collect.js';
import type { Connection } from './connection/connection.js';

/** The stream in which the store says who it is; no name that the port gives, so no reader of the port ever meets it. */
const stream = 'ctg-store';

/** Reads who the store is; the first to ask founds it. */
export async function identityOf(connection: Connection): Promise<StoreIdentity> {
  const found = await readIdentity(connection);
  if (found) return found;
  const founded = jsonEvent({ id: randomUUID(), type: 'StoreFounded', data: { id: randomUUID() } });
  try {
    await connection.append((client) =>
      client.appendToStream(stream, founded, { expectedRevision: 'no_stream' }),
    );
  } catch (error) {
    // Another one was faster.
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
  const identity = await readIdentity(connection);
  if (!identity) throw new Error(`The stream ${stream} was written and cannot be read.`);
  return identity;
}

/** Says that from now on positions of before mean nothing; answers what the store then is. */
export async function beginEpoch(connection: Connection, atLeast: number): Promise<StoreIdentity> {
  for (;;) {
    const { id, epoch } = await identityOf(connection);
    const next = Math.max(epoch + 1, atLeast);
    const [last] = await connection.read((client) =>
      collect(client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 })),
    );
    const began = jsonEvent({ id: randomUUID(), type: 'EpochBegan', data: { epoch: next } });
    try {
      await connection.append((client) =>
        client.appendToStream(stream, began, { expectedRevision: last?.event?.revision ?? 0n }),
      );
      return { id, epoch: next };
    } catch (error) {
      // Another one was faster: then the next one is ours.
      if (!(error instanceof WrongExpectedVersionError)) throw error;
    }
  }
}

async function readIdentity(connection: Connection): Promise<StoreIdentity | undefined> {
  try {
    const events = await connection.read((client) => collect(client.readStream(stream, { maxCount: 1_000 })));
    const data = events[0]?.event?.data as { readonly id?: unknown } | undefined;
    if (typeof data?.id !== 'string') return undefined;
    const epochs = events.map(({ event }) =>
      Number((event?.data as { epoch?: unknown } | undefined)?.epoch ?? 1),
    );
    return { id: data.id, epoch: Math.max(...epochs) };
  } catch (error) {
    if (error instanceof StreamNotFoundError) return undefined;
    throw error;
  }
}
