import { randomUUID } from 'node:crypto';
import { AppendStatement, openPostgresEventStore } from '@ctg/event-store/postgres';
import pg from 'pg';
import type { BenchPostgres } from '../bench-postgres.js';
import { printFigure } from '../figure.js';
import { bareStatement } from './bare-unnest.js';
import { data, metadata, type } from './contenders.js';

const rounds = 7;
const batches = 300;
const eventsPerBatch = 64;

/**
 * What the server and the driver can write, whoever waits for it: one connection, batches of 64 one after another, ours and the
 * bare statement by turns, round by round. Ours with its lock, its look at the last position and its expected revisions.
 */
export async function benchStatement(postgres: BenchPostgres): Promise<void> {
  const bare = await bareStatement(await postgres.url('statement_bare'));
  const url = await postgres.url('statement_ours');
  await (await openPostgresEventStore({ connectionString: url })).close();
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  const statement = new AppendStatement(pool, 'event_store');
  const ours = (subjects: readonly string[]) =>
    statement.send(
      subjects.map((subject) => ({
        stream: `partners.convention-${subject}`,
        expectedRevision: 'no-stream',
        events: [{ id: randomUUID(), type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }],
      })),
    );
  const contenders = [
    ['bare-unnest', bare.insert],
    ['ours', ours],
  ] as const;
  const found = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++)
    for (const [name, insert] of contenders) {
      const began = performance.now();
      for (let batch = 0; batch < batches; batch++)
        await insert(Array.from({ length: eventsPerBatch }, () => randomUUID()));
      const perSecond = (batches * eventsPerBatch * 1_000) / (performance.now() - began);
      if (round >= 0) found.set(name, [...(found.get(name) ?? []), perSecond]);
    }
  await Promise.all([bare.close(), pool.end()]);
  const common = {
    bench: 'append',
    what: `statement of ${eventsPerBatch}, one connection`,
    n: rounds * batches * eventsPerBatch,
    versions: { postgresql: postgres.version },
  };
  for (const [contender, values] of found) printFigure({ ...common, contender, unit: 'events/s', values });
  const values = (found.get('ours') ?? []).map(
    (value, round) => value / (found.get('bare-unnest')?.[round] ?? Number.NaN),
  );
  printFigure({ ...common, contender: 'ours / bare-unnest', unit: 'ratio', values });
}
