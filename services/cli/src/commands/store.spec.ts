import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { certificate, type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { runCli } from '../index.js';

/** `ctg store …` as docs/cluster.md has it done, on a server with names, passwords and a certificate. */
const admin = { name: 'admin', password: 'changeit', isAdmin: true };
const service = { name: 'ctg', password: 's3/cret' };
const { authority, ...tls } = certificate();
let folder: string;
let server: StandIn;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-store-'));
  writeFileSync(join(folder, 'password'), `${service.password}\n`);
  server = await startStandIn({ users: [admin, service], tls });
  database = await testDatabase();
});
afterEach(async () => {
  await database?.drop();
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const esdb = (name: string) => `esdb://${name}@127.0.0.1:${server.port}?tlsCAFile=${authority}`;
const backup = () => join(folder, 'backup');

async function ctg(args: readonly string[], environment: NodeJS.ProcessEnv = passwordFile()) {
  const out: string[] = [];
  const said: string[] = [];
  const output = {
    out: (line: string) => out.push(line),
    say: (line: string) => said.push(line),
    progress() {},
  };
  const code = await runCli(['store', ...args], environment, output);
  const text = [...out, ...said].join('\n');
  for (const secret of [admin.password, service.password, 's3%2Fcret']) expect(text).not.toContain(secret);
  return { code, out, text };
}
const passwordFile = () => ({ EVENTSTOREDB_PASSWORD_FILE: join(folder, 'password') });
const asAdmin = { EVENTSTOREDB_PASSWORD: admin.password };
const prepare = () => ctg(['prepare', '--url', esdb('admin'), '--service', 'ctg'], asAdmin);

async function write(count: number): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  for (let n = 0; n < count; n++) {
    const event = { id: randomUUID(), type: 'partners.NoteTaken', data: { n }, metadata: { by: 'x' } };
    await store.append(streamName('partners.convention', randomUUID()), [event], {
      expectedRevision: 'no-stream',
    });
  }
  await store.close();
}

test('prepare is for an administrator, done once, and says so', async () => {
  expect((await prepare()).text).toContain('Les deux réglages sont écrits');
  expect((await prepare()).text).toContain('Les deux réglages étaient déjà là');
  const byService = await ctg(['prepare', '--url', esdb('ctg'), '--service', 'ctg']);
  expect(byService).toMatchObject({ code: 1 });
  expect(byService.text).toContain('un administrateur doit');
  const mistyped = await ctg(['prepare', '--url', esdb('admin'), '--service', 'ctg'], {
    EVENTSTOREDB_PASSWORD: 'no',
  });
  expect(mistyped).toMatchObject({ code: 1 });
  expect(mistyped.text).toContain('ne connaît pas ce nom avec ce mot de passe');
});

test('to EventStoreDB, to a folder, and back: one hash everywhere; what came since is said', async () => {
  await prepare();
  await write(5);
  const places = [database.url, esdb('ctg'), backup()];
  const hashes = new Set<string>();
  for (const to of places.slice(1)) {
    const from = places[places.indexOf(to) - 1] ?? '';
    const { code, out } = await ctg(['copy', '--from', from, '--to', to, '--json']);
    expect(code).toBe(0);
    const { events, streams, sha256, isAll } = JSON.parse(out[0] ?? '{}');
    expect({ events, streams, isAll }).toEqual({ events: 5, streams: 5, isAll: true });
    hashes.add(sha256);
  }
  const other = await testDatabase();
  const { text } = await ctg(['copy', '--from', backup(), '--to', other.url]);
  expect(text).toContain(`empreinte ${[...hashes][0]}`);
  expect(hashes.size).toBe(1);
  await write(1);
  const verified = await ctg(['verify', '--from', database.url, '--to', backup()]);
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.text).toContain('contient depuis d’autres événements');
  await other.drop();
});

test('a copy that follows says when it has caught up; at Ctrl-C it takes the end and is verified', async () => {
  await prepare();
  await write(3);
  const said: string[] = [];
  const out: string[] = [];
  let caughtUp: () => void = () => undefined;
  const following = new Promise<void>((resolve) => {
    caughtUp = resolve;
  });
  const say = (line: string) => {
    said.push(line);
    caughtUp();
  };
  const args = ['store', 'copy', '--from', database.url, '--to', esdb('ctg'), '--follow', '--json'];
  const copying = runCli(args, passwordFile(), { out: (line) => out.push(line), say, progress() {} });
  await following;
  expect(said).toEqual([expect.stringContaining('a rattrapé le journal')]);
  await write(2);
  process.emit('SIGINT');
  expect(await copying).toBe(0);
  expect(JSON.parse(out[0] ?? '{}')).toMatchObject({ events: 5, isAll: true });
});

test('an epoch begins in a store, not in a folder', async () => {
  await prepare();
  const epochs = [];
  for (let round = 0; round < 2; round++)
    epochs.push(
      JSON.parse((await ctg(['begin-epoch', '--url', esdb('ctg'), '--json'])).out[0] ?? '{}').epoch,
    );
  expect(epochs).toEqual([2, 3]);
  expect(await ctg(['begin-epoch', '--url', backup()])).toMatchObject({ code: 2 });
});

test.each<[string, () => readonly string[], RegExp]>([
  [
    'a source that is no backup',
    () => ['copy', '--from', backup(), '--to', database.url],
    /Il n’y a pas de sauvegarde/,
  ],
  [
    'a target that is no backup',
    () => ['verify', '--from', database.url, '--to', backup()],
    /Il n’y a pas de sauvegarde/,
  ],
  [
    'a folder of something else',
    () => ['copy', '--from', database.url, '--to', folder],
    /contient autre chose \(password\)/,
  ],
  [
    'another address',
    () => ['copy', '--from', 'http://a', '--to', database.url],
    /postgres:\/\/ ou esdb:\/\//,
  ],
  [
    'no server',
    () => ['copy', '--from', 'postgres://a:b@127.0.0.1:1/c', '--to', backup()],
    /PostgreSQL ne peut pas être ouvert/,
  ],
  [
    'an option of the client',
    () => ['copy', '--from', `${esdb('ctg')}&maxRetries=2`, '--to', backup()],
    /L’adresse d’EventStoreDB .*option est inconnue/,
  ],
])('refused in one sentence, and nothing is made: %s', async (_, args, said) => {
  const { code, text } = await ctg(args());
  expect(code).toBe(1);
  expect(text).toMatch(said);
  expect(readdirSync(folder)).toEqual(['password']);
});

test('a damaged backup is refused by the name of its segment, an empty one is no copy', async () => {
  await ctg(['copy', '--from', database.url, '--to', backup()]);
  await write(3);
  const empty = await testDatabase();
  expect((await ctg(['verify', '--from', database.url, '--to', empty.url])).text).toContain('est vide');
  await ctg(['copy', '--from', database.url, '--to', backup()]);
  truncateSync(join(backup(), '00000001.jsonl.gz'), 30);
  const damaged = await ctg(['verify', '--from', database.url, '--to', backup()]);
  expect(damaged).toMatchObject({ code: 1 });
  expect(damaged.text).toContain('00000001.jsonl.gz est tronqué');
  await empty.drop();
});
