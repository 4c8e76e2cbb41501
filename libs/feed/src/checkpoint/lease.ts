import type { EntityManager } from 'typeorm';
import { rows } from '../tables/sql.js';
import type { Mark } from './mark.js';

/**
 * The right to move one checkpoint. A lane is a piece of the feed that has one order: the whole store for the embedded
 * feed, one partition of one topic for a broker. Its position is the store's, so that it is also the watermark below
 * which a delivery is a repetition: deduplication needs no list of ids.
 */
export interface Lease {
  readonly group: string;
  readonly lane: string;
  /** Fences off a holder that was thought dead: each new holder has a higher one. */
  readonly token: string;
  /** Where the group stood when the lease was taken. */
  readonly position: bigint;
  /** The same, with what the store was recognised by when it was written. */
  readonly mark: Mark;
}

/** Someone else holds the checkpoint now (or it was moved by a rebuild): take the lease again and read where it stands. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor(group: string, lane: string) {
    super(`The checkpoint of ${group} (${lane}) has another holder.`);
  }
}

const millis = (parameter: string) => `${parameter}::double precision * interval '1 millisecond'`;

/** Makes the checkpoint at the start of the history, when the group is new. */
export async function ensureCheckpoint(manager: EntityManager, group: string, lane: string): Promise<void> {
  await manager.query(
    'INSERT INTO feed_checkpoint (consumer_group, lane) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [group, lane],
  );
}

/**
 * Takes the lease when nobody else has it, by the database's clock. Undefined: another member is active.
 * A checkpoint in the hands of a running transaction is not free, however late it is. A lease that ends further away
 * than its own length was given by a clock that has been set back since: it is free, for the token fences its holder.
 */
export async function takeLease(
  manager: EntityManager,
  { group, lane, holder, leaseMs }: { group: string; lane: string; holder: string; leaseMs: number },
): Promise<Lease | undefined> {
  const [taken] = await rows<MarkRow & { token: string }>(
    manager,
    `WITH free AS (
       SELECT consumer_group, lane FROM feed_checkpoint
       WHERE consumer_group = $1 AND lane = $2
         AND (holder IS NULL OR holder = $3 OR lease_until IS NULL OR lease_until < clock_timestamp()
           OR lease_until > clock_timestamp() + lease_length * interval '1 millisecond')
       FOR UPDATE SKIP LOCKED)
     UPDATE feed_checkpoint c
     SET holder = $3, token = c.token + 1, lease_until = clock_timestamp() + ${millis('$4')}, lease_length = $4
     FROM free WHERE c.consumer_group = free.consumer_group AND c.lane = free.lane
     RETURNING c.token::text AS token, ${markColumns('c')}`,
    [group, lane, holder, leaseMs],
  );
  if (!taken) return undefined;
  const mark = asMark(taken);
  return { group, lane, token: taken.token, position: mark.position, mark };
}

/** First statement of every delivery: from here to the commit nobody else moves this checkpoint. @throws LeaseLost */
export async function lockCheckpoint(
  transaction: EntityManager,
  { group, lane, token }: Lease,
): Promise<void> {
  const [held] = await rows(
    transaction,
    'SELECT 1 FROM feed_checkpoint WHERE consumer_group = $1 AND lane = $2 AND token = $3 FOR UPDATE',
    [group, lane, token],
  );
  if (!held) throw new LeaseLost(group, lane);
}

/** Moves the checkpoint, never back, and prolongs the lease. @throws LeaseLost */
export async function moveCheckpoint(
  manager: EntityManager,
  { group, lane, token }: Lease,
  mark: Mark,
  leaseMs: number,
): Promise<void> {
  const [moved] = await rows(
    manager,
    `UPDATE feed_checkpoint
     SET position = greatest(position, $4),
         event_id = CASE WHEN $4 >= position THEN $6 ELSE event_id END,
         store_id = CASE WHEN $4 >= position THEN $7 ELSE store_id END,
         store_epoch = CASE WHEN $4 >= position THEN $8 ELSE store_epoch END,
         lease_until = clock_timestamp() + ${millis('$5')}, updated_at = clock_timestamp()
     WHERE consumer_group = $1 AND lane = $2 AND token = $3 RETURNING 1 AS moved`,
    [group, lane, token, String(mark.position), leaseMs, ...markParameters(mark)],
  );
  if (!moved) throw new LeaseLost(group, lane);
}

/**
 * Frees every lease of this schema: only for a start that knows that nobody else can be following (it holds the lock of
 * the folder that the database lies in). Members that should be alive all the same are fenced off.
 */
export async function freeAllLeases(manager: EntityManager): Promise<void> {
  await manager.query(
    'UPDATE feed_checkpoint SET holder = NULL, lease_until = NULL, token = token + 1 WHERE holder IS NOT NULL',
  );
}

/** Lets the next member in at once. */
export async function giveBackLease(manager: EntityManager, { group, lane, token }: Lease): Promise<void> {
  await manager.query(
    'UPDATE feed_checkpoint SET holder = NULL, lease_until = NULL WHERE consumer_group = $1 AND lane = $2 AND token = $3',
    [group, lane, token],
  );
}

/** Where the group stands; undefined when it never began. */
export async function readCheckpoint(
  manager: EntityManager,
  group: string,
  lane: string,
): Promise<Mark | undefined> {
  const [found] = await rows<MarkRow>(
    manager,
    `SELECT ${markColumns('c')} FROM feed_checkpoint c WHERE consumer_group = $1 AND lane = $2`,
    [group, lane],
  );
  return found && asMark(found);
}

/** Keeps every lane of the group still until the transaction ends. */
export async function lockGroup(transaction: EntityManager, group: string): Promise<void> {
  await transaction.query(
    'SELECT 1 FROM feed_checkpoint WHERE consumer_group = $1 ORDER BY lane FOR UPDATE',
    [group],
  );
}

/**
 * Sets every lane of a group, under `lockGroup`, and fences its members: they take the lease again and go on from here.
 * For what was built from the store by other means (a rebuilt read model).
 */
export async function placeGroup(transaction: EntityManager, group: string, mark: Mark): Promise<void> {
  await transaction.query(
    `UPDATE feed_checkpoint
     SET position = $2, event_id = $3, store_id = $4, store_epoch = $5,
         token = token + 1, holder = NULL, lease_until = NULL, updated_at = clock_timestamp()
     WHERE consumer_group = $1`,
    [group, String(mark.position), ...markParameters(mark)],
  );
}

interface MarkRow {
  readonly position: string;
  readonly event_id: string | null;
  readonly store_id: string | null;
  readonly store_epoch: number | null;
}

const markColumns = (table: string) =>
  `${table}.position::text AS position, ${table}.event_id, ${table}.store_id, ${table}.store_epoch`;

const asMark = ({ position, event_id, store_id, store_epoch }: MarkRow): Mark => ({
  position: BigInt(position),
  ...(event_id === null ? {} : { eventId: event_id }),
  ...(store_id === null ? {} : { store: { id: store_id, epoch: store_epoch ?? 1 } }),
});

const markParameters = ({ eventId, store }: Mark) => [
  eventId ?? null,
  store?.id ?? null,
  store?.epoch ?? null,
];
