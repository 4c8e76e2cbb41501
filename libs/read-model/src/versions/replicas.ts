import { randomUUID } from 'node:crypto';
import { rows } from '@ctg/feed';
import type { DataSource, EntityManager } from 'typeorm';
import { versionOf } from '../projection.js';
import type { OpenTable } from './open-versions.js';
import { dropVersion, type VersionRow } from './version-tables.js';

/** One that has not been heard of for so long, by the database's clock, lives no more; and how often each says that it does. Seconds. */
const aliveFor = 60;
const beatEvery = 10;

/** What one process that runs a service says of itself: which versions it folds and reads. */
export class Replica {
  readonly id = randomUUID();
  #beating: NodeJS.Timeout | undefined;
  #inHand: Promise<unknown> = Promise.resolve();
  /** Since when each beat has reached the database, as `performance.now()` counts. */
  #heardSince: number | undefined;

  constructor(
    readonly schema: string,
    readonly tables: readonly OpenTable[],
  ) {}

  /** Under the lock of the schema's preparation, so that what it needs is not dropped in between. */
  async register(manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO projection_replica (replica, name, version)
       SELECT $1, name, version FROM unnest($2::text[], $3::integer[]) AS folded(name, version)
       ON CONFLICT (replica, name) DO UPDATE SET seen_at = clock_timestamp()`,
      [
        this.id,
        this.tables.map(({ projection }) => projection.name),
        this.tables.map(({ projection }) => versionOf(projection)),
      ],
    );
  }

  /** Says from now on that it lives, and takes away what no living one needs. */
  start(dataSource: DataSource): void {
    const beat = async () => {
      await this.register(dataSource.manager).catch((error: unknown) => {
        this.#heardSince = undefined;
        throw error;
      });
      this.#heardSince ??= performance.now();
      // After an outage nobody has been heard of for long: those who live are given the time to say so.
      if (performance.now() - this.#heardSince >= aliveFor * 1_000)
        await dropAbandoned(dataSource, this.schema);
    };
    // A database out of reach is told by the subscriptions; the next beat may do better.
    const beatOnce = () => {
      this.#inHand = beat().catch(() => undefined);
    };
    beatOnce();
    this.#beating = setInterval(beatOnce, beatEvery * 1_000);
    this.#beating.unref();
  }

  /** It needs its tables no more; those who come later decide what goes. */
  async stop(dataSource: DataSource): Promise<void> {
    clearInterval(this.#beating);
    await this.#inHand;
    await dataSource
      .query('DELETE FROM projection_replica WHERE replica = $1', [this.id])
      .catch(() => undefined);
  }
}

/** Nobody else prepares this schema, or drops from it, until the transaction ends. */
export const preparationLock = (schema: string): string => `read-model:${schema}`;

/**
 * Versions that no living replica runs, and older than one that is built, go with their group; those of a projection that no living
 * replica knows any more, once what one runs that began later is built. Answers which.
 */
export async function dropAbandoned(
  dataSource: DataSource,
  schema: string,
): Promise<readonly Pick<VersionRow, 'name' | 'version'>[]> {
  return dataSource.transaction(async (transaction) => {
    await transaction.query(`SET LOCAL lock_timeout = '2s'`);
    const [lock] = await rows<{ ours: boolean }>(
      transaction,
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS ours',
      [preparationLock(schema)],
    );
    if (!lock?.ours) return [];
    await transaction.query(
      `DELETE FROM projection_replica WHERE seen_at < clock_timestamp() - interval '${aliveFor} seconds'`,
    );
    const abandoned = await rows<VersionRow>(
      transaction,
      `SELECT old.name, old.version, old.table_schema FROM projection_version old
       WHERE (EXISTS (SELECT 1 FROM projection_version newer
                      WHERE newer.name = old.name AND newer.version > old.version AND newer.built_at IS NOT NULL)
              OR (NOT EXISTS (SELECT 1 FROM projection_replica knowing WHERE knowing.name = old.name)
                  AND EXISTS (SELECT 1 FROM projection_version later JOIN projection_replica USING (name, version)
                              WHERE later.began_at > old.began_at AND later.built_at IS NOT NULL)))
         AND NOT EXISTS (SELECT 1 FROM projection_replica living
                         WHERE living.name = old.name AND living.version = old.version)`,
    );
    for (const version of abandoned) await dropVersion(transaction, version);
    return abandoned;
  });
}

const replicas = new WeakMap<DataSource, Replica>();

/** The replica that a data source was opened for. */
export const rememberReplica = (dataSource: DataSource, replica: Replica): void => {
  replicas.set(dataSource, replica);
};

/** @throws Error it was not opened by `openReadModel` */
export function replicaOf(dataSource: DataSource): Replica {
  const replica = replicas.get(dataSource);
  if (!replica) throw new Error('Not a data source of openReadModel.');
  return replica;
}
