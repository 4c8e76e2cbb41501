import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newEvent, newStream, numbered } from '../conformance/stage.js';
import { openPostgresEventStore } from '../postgres/index.js';
import { copyArchive, DamagedBackup, NotTheSameStore, openArchive, verifyCopy } from './index.js';
import { opening } from './scene-testing.js';

const { archive, database, folder, server } = opening();

/** Streams written in turn, with what JSON likes to reorder. */
async function filled(url: string, rounds = 40): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: url });
  const streams = [1, 2, 3].map(() => newStream());
  for (let round = 0; round < rounds; round++) {
    const events = [newEvent({ 10: round, 2: 1e21, é: '\u2028 😀' }), ...numbered(1, 2)];
    const expectedRevision = round < 3 ? 'no-stream' : (Math.floor(round / 3) - 1) * 3 + 2;
    await store.append(streams[round % 3] ?? '', events, { expectedRevision });
  }
  await store.close();
}

test('there, over a folder, and back: order, bytes, metadata and times are the same, by their hashes', async () => {
  const source = await database();
  await filled(source);
  const postgres = await archive(source);
  const places = [
    await archive(await server()),
    await archive(await folder()),
    await archive(await database()),
  ];
  let from = postgres;
  const hashes: string[] = [];
  for (const to of places) {
    const { whole, events, streams } = await copyArchive(from, to);
    expect([events, streams.size]).toEqual([120, 3]);
    hashes.push(whole);
    from = to;
  }
  expect(new Set(hashes).size).toBe(1);
  expect((await verifyCopy(postgres, from)).whole).toBe(hashes[0]);
});

test('it goes on where it was interrupted, and takes what came since', async () => {
  const source = await database();
  await filled(source, 30);
  const [from, to] = [await archive(source), await archive(await server())];
  const stopped = { ...to, receive: async () => Promise.reject(new Error('interrupted')) };
  await to.receive(await firstOf(from, 31));
  await expect(copyArchive(from, stopped)).rejects.toThrow('interrupted');
  expect((await copyArchive(from, to)).events).toBe(90);
  await filled(source, 3);
  expect((await copyArchive(from, to)).events).toBe(99);
});

test('a target that holds something else is refused, in both directions', async () => {
  const [one, two] = [await database(), await database()];
  await filled(one, 3);
  await filled(two, 3);
  const [from, to] = [await archive(one), await archive(two)];
  await expect(copyArchive(from, to)).rejects.toBeInstanceOf(NotTheSameStore);
  await expect(verifyCopy(from, to)).rejects.toThrow('diffèrent dans');
});

test.each<[string, (path: string) => Promise<void>, string]>([
  ['is gone', (path) => rm(path), 'manque'],
  ['is cut short', async (path) => writeFile(path, (await readFile(path)).subarray(0, 40)), 'tronqué'],
  [
    'is another one',
    async (path) => writeFile(path, await readFile(path.replace('2.jsonl', '1.jsonl'))),
    'empreinte',
  ],
])('a backup of which a segment %s is refused, with its name', async (_, damage, said) => {
  const source = await database();
  await filled(source, 10);
  const path = await folder();
  for (let part = 0; part < 2; part++) {
    const to = await openArchive(path, { isNew: true });
    await copyArchive(await archive(source), to);
    await to.close();
    await filled(source, 10);
  }
  const segments = (await readdir(path)).filter((name) => name.endsWith('.gz')).sort();
  expect(segments).toHaveLength(2);
  const damaged = join(path, segments[1] ?? '');
  await damage(damaged);
  const copying = copyArchive(await archive(path), await archive(await database()));
  await expect(copying).rejects.toBeInstanceOf(DamagedBackup);
  await expect(copying).rejects.toThrow(damaged);
  await expect(copying).rejects.toThrow(said);
});

async function firstOf(from: Awaited<ReturnType<typeof openArchive>>, count: number) {
  const found = [];
  for await (const event of from.read()) {
    found.push(event);
    if (found.length === count) break;
  }
  return found;
}
