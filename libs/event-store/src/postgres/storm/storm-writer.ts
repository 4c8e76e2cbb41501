import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type EventToAppend, RevisionConflict } from '../../index.js';
import { openPostgresEventStore } from '../index.js';

/** What one process of the storm says it did: ids of events acknowledged, and of events rolled back. */
export interface StormReport {
  readonly acknowledged: string[];
  readonly rolledBack: string[];
  readonly conflicts: number;
}

const writers = 8;
const [connectionString = '', roundsOfWriter = '', ...streams] = process.argv.slice(2);
const rounds = Number(roundsOfWriter);
const store = await openPostgresEventStore({ connectionString });
const client = new pg.Client({ connectionString });
await client.connect();
const acknowledged: string[] = [];
const rolledBack: string[] = [];
let conflicts = 0;

const newEvents = (): EventToAppend[] =>
  Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => ({
    id: randomUUID(),
    type: 'test.StormBlew',
    data: {},
    metadata: {},
  }));
const anyStream = () => streams[Math.floor(Math.random() * streams.length)] ?? '';
const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));

async function writer(): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const events = newEvents();
    const stream = anyStream();
    const expectedRevision = Math.random() < 0.5 ? 'any' : Math.floor(Math.random() * 50);
    try {
      await store.append(stream, events, { expectedRevision });
      // Now and then the answer is "lost", and the append is sent again.
      if (round % 7 === 0) await store.append(stream, events, { expectedRevision });
      acknowledged.push(...events.map(({ id }) => id));
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      conflicts++;
    }
  }
}

/** Transactions that hold what they wrote for a while, every other one in vain. */
async function slowWriter(): Promise<void> {
  for (let round = 0; round < rounds / 4; round++) {
    const id = randomUUID();
    const stream = anyStream();
    await client.query('BEGIN');
    await client.query(
      "SELECT event_store.append($1, $2, '{-2}', '{1}', '{1}', $3, '{test.StormBlew}', '{\"{}\"}', '{\"{}\"}')",
      [[stream], [stream.split('-')[1]], [id]],
    );
    await pause(15);
    const isKept = round % 2 === 0;
    await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
    (isKept ? acknowledged : rolledBack).push(id);
    await pause(15);
  }
}

await Promise.all([slowWriter(), ...Array.from({ length: writers }, writer)]);
await client.end();
await store.close();
process.stdout.write(JSON.stringify({ acknowledged, rolledBack, conflicts } satisfies StormReport));
