import type { EntityManager } from 'typeorm';
import type { Incoming, ReadIncoming } from '../delivery/incoming.js';
import type { DiscardedEvent, DiscardedWanted, ParkedEvent, ParkedWanted } from '../port.js';
import { rows } from '../tables/sql.js';

/** Why an event goes to the parking place. */
export interface Parking {
  readonly incoming: Incoming;
  readonly reason: string;
  readonly attempts: number;
  /** Not faulty itself: it waits behind an event of its key. */
  readonly waiting: boolean;
}

export interface ParkedRow {
  readonly event_id: string;
  readonly order_key: string;
  readonly sequence: string;
  readonly event: string;
  readonly reason: string;
  readonly attempts: number;
  readonly waiting: boolean;
  readonly parked_at: Date;
}

/** PostgreSQL's text has no NUL. */
const storable = (text: string) => text.replaceAll('\0', '\uFFFD').slice(0, 4_000);

/** Which of these keys (default: which at all) are held because an event of theirs is parked. */
export async function heldKeys(
  manager: EntityManager,
  group: string,
  keys?: readonly string[],
): Promise<Set<string>> {
  const held = await rows<{ order_key: string }>(
    manager,
    `SELECT DISTINCT order_key FROM feed_parked
      WHERE consumer_group = $1 AND ($2::text[] IS NULL OR order_key = ANY ($2))`,
    [group, keys ?? null],
  );
  return new Set(held.map((row) => row.order_key));
}

/** Parks events in their order; one that is parked already stays as it is. */
export async function park(
  manager: EntityManager,
  group: string,
  parkings: readonly Parking[],
): Promise<void> {
  if (parkings.length === 0) return;
  const parked = parkings.map(({ incoming, reason, attempts, waiting }, place) => ({
    place,
    event_id: incoming.event.id,
    order_key: incoming.key,
    position: String(incoming.position),
    event: incoming.raw(),
    reason: storable(reason),
    attempts,
    waiting,
  }));
  await manager.query(
    `INSERT INTO feed_parked (consumer_group, event_id, order_key, position, event, reason, attempts, waiting)
     SELECT $1, event_id, order_key, position, event, reason, attempts, waiting
     FROM json_to_recordset($2::json) AS parked(place integer, event_id text, order_key text, position bigint,
       event text, reason text, attempts integer, waiting boolean)
     ORDER BY place
     ON CONFLICT DO NOTHING`,
    [group, JSON.stringify(parked)],
  );
}

export async function countParked(manager: EntityManager, group: string, key?: string): Promise<number> {
  const [count] = await rows<{ count: number }>(
    manager,
    `SELECT count(*)::integer AS count FROM feed_parked
      WHERE consumer_group = $1 AND ($2::text IS NULL OR order_key = $2)`,
    [group, key ?? null],
  );
  return count?.count ?? 0;
}

/** The most that is read at once: so many, and so many bytes; one of them may have as many alone. */
const largestPage = 1_000;
const mostBytes = 1_000_000;

export async function listParked(
  manager: EntityManager,
  group: string,
  read: ReadIncoming,
  { eventId, after = '0', limit = largestPage }: ParkedWanted = {},
): Promise<ParkedEvent[]> {
  const parked = await rows<ParkedRow>(
    manager,
    `SELECT * FROM (
       SELECT *, sum(octet_length(event)) OVER (ORDER BY sequence) - octet_length(event) AS bytes_before
       FROM feed_parked
       WHERE consumer_group = $1 AND sequence > $2 AND ($3::text IS NULL OR event_id = $3)
       ORDER BY sequence LIMIT $4) page
     WHERE bytes_before < ${mostBytes} ORDER BY sequence`,
    [group, after, eventId ?? null, Math.min(limit, largestPage)],
  );
  return parked.map((row) => ({
    sequence: row.sequence,
    group,
    eventId: row.event_id,
    key: row.order_key,
    event: read(row.event).event,
    reason: row.reason,
    attempts: row.attempts,
    parkedAt: row.parked_at,
    waiting: row.waiting,
    raw: row.event,
  }));
}

/** The event of this key that all others of it wait for. */
export async function firstParked(
  manager: EntityManager,
  group: string,
  key: string,
): Promise<ParkedRow | undefined> {
  const [first] = await rows<ParkedRow>(
    manager,
    'SELECT * FROM feed_parked WHERE consumer_group = $1 AND order_key = $2 ORDER BY sequence LIMIT 1',
    [group, key],
  );
  return first;
}

export async function unpark(manager: EntityManager, group: string, eventId: string): Promise<void> {
  await manager.query('DELETE FROM feed_parked WHERE consumer_group = $1 AND event_id = $2', [
    group,
    eventId,
  ]);
}

/** It was tried again in vain. */
export async function parkAgain(
  manager: EntityManager,
  group: string,
  eventId: string,
  reason: string,
): Promise<void> {
  await manager.query(
    `UPDATE feed_parked SET reason = $3, attempts = attempts + 1, waiting = false, parked_at = now()
     WHERE consumer_group = $1 AND event_id = $2`,
    [group, eventId, storable(reason)],
  );
}

/** Takes a parked event away for good; what it was, and why it was given up, is kept. False when it is not parked. */
export async function discard(
  manager: EntityManager,
  group: string,
  eventId: string,
  reason: string,
  by?: string,
): Promise<boolean> {
  const discarded = await rows(
    manager,
    `WITH gone AS (DELETE FROM feed_parked WHERE consumer_group = $1 AND event_id = $2 RETURNING *)
     INSERT INTO feed_discarded (consumer_group, event_id, order_key, position, event, parked_reason, discard_reason,
       discarded_by)
     SELECT consumer_group, event_id, order_key, position, event, reason, $3, $4 FROM gone
     RETURNING 1 AS discarded`,
    [group, eventId, storable(reason), by ?? null],
  );
  return discarded.length > 0;
}

/** What was given up, newest first. */
export async function listDiscarded(
  manager: EntityManager,
  { before, limit = largestPage }: DiscardedWanted = {},
): Promise<DiscardedEvent[]> {
  const found = await rows<{
    sequence: string;
    consumer_group: string;
    event_id: string;
    order_key: string;
    parked_reason: string;
    discard_reason: string;
    discarded_by: string | null;
    discarded_at: Date;
  }>(
    manager,
    `SELECT sequence, consumer_group, event_id, order_key, parked_reason, discard_reason, discarded_by, discarded_at
      FROM feed_discarded WHERE $1::bigint IS NULL OR sequence < $1 ORDER BY sequence DESC LIMIT $2`,
    [before ?? null, Math.min(limit, largestPage)],
  );
  return found.map((row) => ({
    sequence: row.sequence,
    group: row.consumer_group,
    eventId: row.event_id,
    key: row.order_key,
    parkedReason: row.parked_reason,
    discardReason: row.discard_reason,
    ...(row.discarded_by === null ? {} : { discardedBy: row.discarded_by }),
    discardedAt: row.discarded_at,
  }));
}
