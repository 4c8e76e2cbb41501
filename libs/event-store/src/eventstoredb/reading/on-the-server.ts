import {
  type AllStreamSubscription,
  type EventStoreDBClient,
  eventTypeFilter,
  type Position as Place,
  type ResolvedEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { type Filter, type Position, START } from '../../port.js';
import { placeOf, positionOf } from '../wire.js';

/** Records that the server looks through between two checkpoints: with the 32 of the client it is five times as slow. */
const searchWindow = 5_000;
/** Milliseconds without a word after which the server counts as one that sends no checkpoints. */
const silence = 1_000;

/** What is looked for on the server. */
export interface Search {
  /** Position of an event of ours, or START. */
  readonly after: Position;
  readonly filter: Filter | 'metadata of streams';
  /** The last event of ours, or the last record: no further is looked. */
  readonly end: { readonly event: Position; readonly stream: string };
  readonly limit: number;
  readonly lookThrough: number;
}

/**
 * Records that pass, in order, none beyond the end; and why no more: `limit`, `end`, `looked` through as much as was asked for
 * (up to a checkpoint of the server, which need not be a place of an event), or `silent`: nobody knows how far it came.
 */
export interface Found<T> {
  readonly found: readonly T[];
  readonly until: 'limit' | 'end' | 'looked' | 'silent';
  readonly checkpoint?: Place;
}

/**
 * Looks through the store on the server, which does so forty times as fast as it can send, and sends only what passes. The
 * client filters in subscriptions only, so this is one, left as soon as it has come far enough. Names and types are matched
 * by their beginnings there and as a whole by `take`.
 *
 * The last event's stream is let through as well: when it comes, everything before it was looked through, whatever the
 * server thinks of checkpoints. Types cannot be helped like that; there its checkpoints say how far it came.
 */
export async function searchOnServer<T>(
  client: EventStoreDBClient,
  search: Search,
  take: (record: ResolvedEvent) => T | undefined,
): Promise<Found<T>> {
  const { after, end, limit, lookThrough } = search;
  const found: T[] = [];
  let looked = 0;
  let settle: (found: Found<T>) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const settled = new Promise<Found<T>>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  const window = Math.min(lookThrough, searchWindow);
  const checkpointReached = (subscription: AllStreamSubscription, checkpoint: Place) => {
    timer.refresh();
    looked += window;
    if (checkpoint.commit < end.event && looked < lookThrough) return;
    const until = checkpoint.commit >= end.event ? 'end' : 'looked';
    // What came before it may still be on its way to us.
    const soon = () =>
      subscription.readableLength > 0 ? setImmediate(soon) : settle({ found, until, checkpoint });
    setImmediate(soon);
  };
  const subscription = client.subscribeToAll(
    {
      fromPosition: after === START ? 'start' : placeOf(after),
      filter: serverFilter(search, { maxSearchWindow: window, checkpointReached }),
    },
    { highWaterMark: Math.min(limit, 1_000) },
  );
  const timer = setTimeout(() => settle({ found, until: 'silent' }), silence);
  subscription.on('data', (record: ResolvedEvent) => {
    timer.refresh();
    const place = positionOf(record.event?.position);
    if (found.length >= limit) return;
    const taken = place <= end.event ? take(record) : undefined;
    if (taken !== undefined) found.push(taken);
    if (found.length >= limit) settle({ found, until: 'limit' });
    else if (place >= end.event) settle({ found, until: 'end' });
  });
  subscription.on('error', fail);
  try {
    return await settled;
  } finally {
    clearTimeout(timer);
    await subscription.unsubscribe().catch(() => undefined);
  }
}

interface Checkpoints {
  readonly maxSearchWindow: number;
  readonly checkpointReached: (subscription: AllStreamSubscription, checkpoint: Place) => void;
}

function serverFilter({ filter, end }: Search, checkpoints: Checkpoints) {
  if (filter === 'metadata of streams')
    return streamNameFilter({ ...checkpoints, prefixes: ['$$', end.stream] });
  if ('eventTypes' in filter) return eventTypeFilter({ ...checkpoints, prefixes: [...filter.eventTypes] });
  if ('streamPrefixes' in filter)
    return streamNameFilter({ ...checkpoints, prefixes: [...filter.streamPrefixes, end.stream] });
  // Of names, only `-` means something, and only between brackets.
  const regex = `^[a-zA-Z]+[.][a-zA-Z]+-${filter.subject}([.]|$)|^${end.stream.replaceAll('.', '[.]')}$`;
  return streamNameFilter({ ...checkpoints, regex });
}
