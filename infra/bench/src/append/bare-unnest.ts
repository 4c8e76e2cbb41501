import { randomUUID } from 'node:crypto';
import { textArray, uuidArray } from '@ctg/event-store/postgres';
import pg from 'pg';
import type { BenchPostgres } from '../bench-postgres.js';
import { type Contender, data, metadata, type } from './contenders.js';

/** As many as ours takes into one statement. */
const mostInOne = 1_000;
const insert = `INSERT INTO events (position, stream, revision, event_id, type, subject, data, metadata, recorded_at)
  SELECT $1::bigint + g.ord, g.stream, 0, g.id, g.type, g.subject, g.data, g.metadata, now()
  FROM unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
    WITH ORDINALITY AS g(stream, id, type, subject, data, metadata, ord)`;
/** Ours, with its five indexes. */
const table = `CREATE TABLE events (
    position bigint NOT NULL PRIMARY KEY, stream text COLLATE "C" NOT NULL, revision bigint NOT NULL,
    event_id uuid NOT NULL UNIQUE, type text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
    data text NOT NULL, metadata text NOT NULL, recorded_at timestamptz NOT NULL, UNIQUE (stream, revision));
    CREATE INDEX ON events (subject, position); CREATE INDEX ON events (type, position)`;

/** One connection, and the statement that writes the first event of a stream for each subject. */
export async function bareStatement(connectionString: string): Promise<{
  insert(subjects: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  pool.on('error', () => undefined);
  await pool.query(table);
  let head = 0;
  return {
    insert: async (subjects) => {
      const each = (text: string) => textArray(subjects.map(() => text));
      await pool.query({
        name: 'insert',
        text: insert,
        values: [
          head,
          textArray(subjects.map((subject) => `partners.convention-${subject}`)),
          uuidArray(subjects.map(() => randomUUID())),
          each(type),
          textArray(subjects),
          textArray(subjects.map(() => JSON.stringify(data))),
          textArray(subjects.map(() => JSON.stringify(metadata))),
        ],
      });
      head += subjects.length;
    },
    close: () => pool.end(),
  };
}

/**
 * The honest limit: our table with its indexes, our batches, our way of sending arrays, one statement at a time, and no function
 * at all. No lock, no look at the last position (this process alone counts), no expected revision but the unique index, no repetition that is found again.
 */
export async function bareUnnest(postgres: BenchPostgres): Promise<Contender> {
  const statement = await bareStatement(await postgres.url('bare'));
  let waiting: { subject: string; done(): void; failed(error: unknown): void }[] = [];
  let isUnderWay = false;
  const pump = async () => {
    if (isUnderWay || waiting.length === 0) return;
    isUnderWay = true;
    const batch = waiting.slice(0, mostInOne);
    waiting = waiting.slice(mostInOne);
    try {
      await statement.insert(batch.map(({ subject }) => subject));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    } finally {
      isUnderWay = false;
      void pump();
    }
  };
  return {
    name: 'bare-unnest',
    append: () =>
      new Promise<void>((done, failed) => {
        waiting.push({ subject: randomUUID(), done, failed });
        // As ours: one turn of the event loop lets the appends of this moment come together.
        if (waiting.length === 1) setImmediate(() => void pump());
      }),
    close: statement.close,
  };
}
