import { randomUUID } from 'node:crypto';
import { streamName } from '@ctg/event-store';
import { openEventStore } from '@ctg/event-store/open';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import pg from 'pg';
import { data, metadata, type } from '../append/contenders.js';
import { benchEventStoreDb } from '../bench-eventstoredb.js';
import { startBenchPostgres } from '../bench-postgres.js';
import { median, printFigure } from '../figure.js';

const events = 1_000;
const rounds = 15;
const readsOfRound = 20;

/** Reading the 1,000 events of a stream: through the store, and by a plain SELECT that parses the same JSON. */
export async function benchRead(): Promise<void> {
  const postgres = await startBenchPostgres();
  const connectionString = await postgres.url('read');
  const store = await openPostgresEventStore({ connectionString });
  const server = benchEventStoreDb();
  const cluster = server ? await openEventStore(server) : undefined;
  const pool = new pg.Pool({ connectionString, max: 8 });
  // The server may be stopped before the last connection is.
  pool.on('error', () => undefined);
  try {
    const streams = Array.from({ length: 20 }, () => streamName('partners.convention', randomUUID()));
    for (const stream of streams) {
      for (let written = 0; written < events; written += 500) {
        const some = Array.from({ length: 500 }, () => ({ id: randomUUID(), type, data, metadata }));
        const expectedRevision = written === 0 ? 'no-stream' : written - 1;
        await store.append(stream, some, { expectedRevision });
        await cluster?.append(stream, some, { expectedRevision });
      }
    }
    await pool.query('VACUUM ANALYZE event_store.events');
    const contenders: Record<string, (stream: string) => Promise<number>> = {
      ours: async (stream) => {
        let found = 0;
        for await (const event of store.readStream(stream)) found += event.data ? 1 : 0;
        return found;
      },
      'plain-select': async (stream) => {
        const { rows } = await pool.query({
          name: 'read',
          text: `SELECT position, stream, revision, event_id, type, data, metadata, recorded_at
                 FROM event_store.events WHERE stream = $1 ORDER BY revision`,
          values: [stream],
        });
        return rows.filter((row) => JSON.parse(row.data) && JSON.parse(row.metadata)).length;
      },
    };
    if (cluster) {
      contenders['ours-eventstoredb'] = async (stream) => {
        let found = 0;
        for await (const event of cluster.readStream(stream)) found += event.data ? 1 : 0;
        return found;
      };
    }
    const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
    for (let round = -2; round < rounds; round++) {
      for (const [name, read] of Object.entries(contenders)) {
        const start = performance.now();
        for (let n = 0; n < readsOfRound; n++) {
          const found = await read(streams[n % streams.length] ?? '');
          if (found !== events) throw new Error(`${name} read ${found} events of ${events}`);
        }
        if (round >= 0) times.get(name)?.push((performance.now() - start) / readsOfRound);
      }
    }
    const versions = { postgresql: postgres.version };
    const n = rounds * readsOfRound;
    for (const [contender, values] of times) {
      const what = `reading ${events} events of a stream`;
      printFigure({ bench: 'read', contender, what, unit: 'ms', versions, n, values });
    }
    const plain = times.get('plain-select') ?? [];
    const ratios = (times.get('ours') ?? []).map((ours, round) => ours / (plain[round] ?? median(plain)));
    printFigure({
      bench: 'read',
      contender: 'ours / plain-select',
      what: 'time',
      unit: 'ratio',
      versions,
      n,
      values: ratios,
    });
  } finally {
    await store.close();
    await pool.end();
    await cluster?.close();
    await postgres.stop();
  }
}
