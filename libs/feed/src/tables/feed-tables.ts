import { NewerData } from '@ctg/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './sql.js';

/** In order, never changed once released; a new one is added at the end. */
const migrations: readonly string[] = [
  `CREATE TABLE feed_checkpoint (
     consumer_group text NOT NULL,
     lane text NOT NULL,
     position bigint NOT NULL DEFAULT 0,
     holder uuid,
     token bigint NOT NULL DEFAULT 0,
     lease_until timestamptz,
     updated_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer_group, lane)
   );
   CREATE TABLE feed_parked (
     consumer_group text NOT NULL,
     event_id text NOT NULL,
     order_key text NOT NULL,
     sequence bigint GENERATED ALWAYS AS IDENTITY,
     position bigint NOT NULL,
     event text NOT NULL,
     reason text NOT NULL,
     attempts integer NOT NULL,
     waiting boolean NOT NULL,
     parked_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer_group, event_id)
   );
   CREATE INDEX feed_parked_in_order ON feed_parked (consumer_group, order_key, sequence);
   CREATE TABLE feed_discarded (
     consumer_group text NOT NULL,
     event_id text NOT NULL,
     order_key text NOT NULL,
     position bigint NOT NULL,
     event text NOT NULL,
     parked_reason text NOT NULL,
     discard_reason text NOT NULL,
     discarded_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE feed_lane (
     consumer_group text NOT NULL,
     lane text NOT NULL,
     position bigint NOT NULL,
     next_offset bigint NOT NULL,
     updated_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer_group, lane)
   );
   ALTER TABLE feed_discarded ADD COLUMN discarded_by text`,
  `ALTER TABLE feed_checkpoint
     ADD COLUMN event_id text, ADD COLUMN store_id text, ADD COLUMN store_epoch integer,
     ADD COLUMN lease_length double precision`,
  `ALTER TABLE feed_discarded ADD COLUMN sequence bigint GENERATED ALWAYS AS IDENTITY;
   CREATE UNIQUE INDEX feed_discarded_in_order ON feed_discarded (sequence);
   CREATE INDEX feed_parked_as_parked ON feed_parked (consumer_group, sequence)`,
  `CREATE TABLE feed_order (
     sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer_group text NOT NULL,
     action text NOT NULL,
     reason text NOT NULL,
     ordered_by text NOT NULL,
     ordered_at timestamptz NOT NULL DEFAULT now(),
     position_before bigint,
     position_after bigint,
     done_at timestamptz
   );
   CREATE UNIQUE INDEX feed_order_open ON feed_order (consumer_group) WHERE done_at IS NULL;
   CREATE INDEX feed_order_by_group ON feed_order (consumer_group, sequence)`,
];

/**
 * Makes the tables of the feed in the consumer's own schema (the first of its search path), or brings them up to date.
 * Several processes may start at once.
 */
export async function ensureFeedTables(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (transaction) => {
    await transaction.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('feed-tables:' || current_schema(), 0))`,
    );
    await transaction.query(
      'CREATE TABLE IF NOT EXISTS feed_migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    await applyMissing(transaction);
  });
}

async function applyMissing(transaction: EntityManager): Promise<void> {
  const [last] = await rows<{ number: number | null }>(
    transaction,
    'SELECT max(number) AS number FROM feed_migration',
  );
  if ((last?.number ?? 0) > migrations.length) throw new NewerData('feed_migration', [last?.number ?? 0]);
  for (let number = (last?.number ?? 0) + 1; number <= migrations.length; number++) {
    await transaction.query(migrations[number - 1] as string);
    await transaction.query('INSERT INTO feed_migration (number) VALUES ($1)', [number]);
  }
}
