import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testDatabase } from '@ctg/local-postgres';
import { all, newStream } from '../../conformance/stage.js';
import type { EventStore, RecordedEvent } from '../../index.js';
import { openPostgresEventStore } from '../index.js';
import type { StormReport } from './storm-writer.js';

const processes = 3;
const rounds = 60;
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Remembers only the position it last saw, as every consumer does. */
async function follow(store: EventStore, seen: RecordedEvent[], isDone: () => Promise<boolean>) {
  for await (const page of store.subscribe({ pageSize: 10 })) {
    seen.push(...page.events);
    if (page.caughtUp && page.events.length === 0 && (await isDone())) return;
  }
}

test('24 writers over 3 processes, roll-backs, slow transactions, 2 subscribers: nothing lost, doubled or inverted', async () => {
  const database = await testDatabase();
  const stores = await Promise.all(
    [1, 2].map(() => openPostgresEventStore({ connectionString: database.url })),
  );
  const streams = Array.from({ length: 12 }, () => newStream());
  let areWritersDone = false;
  const seen: [RecordedEvent[], RecordedEvent[]] = [[], []];
  const following = stores.map((store, index) =>
    follow(store, seen[index] ?? [], async () => {
      const last = seen[index]?.at(-1)?.position ?? 0n;
      return areWritersDone && (await store.head()) === last;
    }),
  );
  const args = [
    '--import',
    file('../../../../../infra/test/native/typescript.mjs'),
    file('./storm-writer.ts'),
    database.url,
    String(rounds),
  ];
  const outputs = await Promise.all(
    Array.from({ length: processes }, () =>
      promisify(execFile)(process.execPath, [...args, ...streams], {
        maxBuffer: 1e8,
        env: { PATH: process.env.PATH },
      }),
    ),
  );
  areWritersDone = true;
  await Promise.all(following);
  const reports = outputs.map(({ stdout }) => JSON.parse(stdout) as StormReport);
  const acknowledged = new Set(reports.flatMap((report) => report.acknowledged));
  const rolledBack = reports.flatMap((report) => report.rolledBack);
  expect(acknowledged.size).toBeGreaterThan(1_000);
  expect(rolledBack.length).toBeGreaterThan(10);
  expect(reports.every(({ conflicts }) => conflicts > 0)).toBe(true);

  for (const events of seen) {
    const ids = new Set(events.map(({ id }) => id));
    const lost = [...acknowledged].filter((id) => !ids.has(id)).length;
    const doubled = events.length - ids.size;
    const inverted = events.filter((event, i) => event.position <= (events[i - 1]?.position ?? 0n)).length;
    const unasked = [...ids].filter((id) => !acknowledged.has(id)).length;
    const returned = rolledBack.filter((id) => ids.has(id)).length;
    expect({ lost, doubled, inverted, unasked, returned }).toEqual({
      lost: 0,
      doubled: 0,
      inverted: 0,
      unasked: 0,
      returned: 0,
    });
    expect(events.at(-1)?.position).toBe(BigInt(events.length));
  }
  const [store] = stores;
  for (const stream of streams) {
    const events = store ? await all(store.readStream(stream)) : [];
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
  }
  await Promise.all(stores.map((each) => each.close()));
  await database.drop();
});
