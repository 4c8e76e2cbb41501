import type { TokenVerifier } from '@ctg/access';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import type { Projection } from '@ctg/read-model';
import pg from 'pg';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { defineQuery, type RunningService, type ServiceDefinition, startService } from '../index.js';
import { createNote, NoteRow, notesOf, openNote, readNote } from './notes-testing.js';

@Entity({ name: 'word' })
class WordRow {
  @PrimaryColumn('text')
  word!: string;
  @Column('integer')
  times!: number;
}
class CreateNotes1 implements MigrationInterface {
  name = 'CreateNotes1700000000001';
  up = (runner: QueryRunner) =>
    runner.query(`${createNote}; CREATE TABLE word (word text PRIMARY KEY, times integer NOT NULL)`);
  down = (runner: QueryRunner) => runner.query('DROP TABLE note, word');
}
/** Only the newer program knows it. */
class Newer1 implements MigrationInterface {
  name = 'Newer1700000000002';
  up = (runner: QueryRunner) => runner.query(`ALTER TABLE note ADD COLUMN lang text NOT NULL DEFAULT 'fr'`);
  down = (runner: QueryRunner) => runner.query('ALTER TABLE note DROP COLUMN lang');
}

const words: Projection<WordRow> = {
  name: 'words',
  entity: WordRow,
  ofNoTenant: true,
  key: 'word',
  source: 'own',
  eventTypes: ['notes.Noted'],
  keys: ({ data }) => [(data as { text: string }).text],
  apply: (row, _event, word) => ({ word, times: (row?.times ?? 0) + 1 }),
};
/** Of a column that the version before has not. */
const readLanguage = (notes: Projection<NoteRow>) =>
  defineQuery({
    name: 'notes.read-language',
    title: 'Lire la langue',
    roles: ['caf_adviser'],
    route: '/notes/:noteId/language',
    reads: [notes],
    query: z.strictObject({}),
    answerSchema: z.object({ lang: z.string() }),
    answer: async ({ params, readModel }) => {
      const [row] = await readModel.query('SELECT lang FROM note WHERE note_id = $1', [params.noteId]);
      return row as { lang: string };
    },
  });
function program(version: number): ServiceDefinition {
  const folded = { ...notesOf((text) => `${text} v${version}`), version };
  return {
    name: 'notes',
    title: 'Notes',
    commands: [openNote],
    queries: [
      readNote(folded),
      ...(version === 1 ? [] : [readLanguage(folded)]),
      defineQuery({
        name: 'notes.count-word',
        title: 'Compter',
        roles: ['caf_adviser'],
        route: '/words/:word',
        reads: [words],
        query: z.strictObject({}),
        answerSchema: z.object({ times: z.int() }),
        answer: async ({ params, readModel }) => {
          const rows = await readModel.query('SELECT times FROM word WHERE word = $1', [params.word]);
          return (rows[0] ?? { times: 0 }) as { times: number };
        },
      }),
    ],
    projections: [folded, words],
    entities: [NoteRow, WordRow],
    migrations: version === 1 ? [CreateNotes1] : [CreateNotes1, Newer1],
  };
}

const verifier: TokenVerifier = {
  verify: async () => ({ subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' }),
};
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };

let database: TestDatabase;
let store: EventStore;
const running: RunningService[] = [];
beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
});
afterAll(async () => {
  for (const service of running) await service.close();
  await store?.close();
  await database?.drop();
});

async function start(version: number, of: EventStore = store) {
  const options = { databaseUrl: database.url, verifier, logLevel: 'silent', poolSize: 6, store: of };
  const service = await startService(program(version), options);
  running.push(service);
  const origin = await service.listen(0);
  const get = async (path: string, after?: string) => {
    const position = after === undefined ? {} : { 'ctg-after-position': after };
    const answer = await fetch(`${origin}/api/notes${path}`, { headers: { ...headers, ...position } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const write = async (text: string) => {
    const body = JSON.stringify({ text });
    const answer = await fetch(`${origin}/api/notes/notes`, { method: 'POST', headers, body });
    return (await answer.json()) as { id: string; position: string };
  };
  const readiness = () => fetch(`${origin}/health/ready`, { headers }).then(({ status }) => status);
  return { service, get, write, readiness };
}

const ready = async ({ readiness }: { readiness: () => Promise<number> }) => {
  const deadline = Date.now() + 30_000;
  while ((await readiness()) !== 200) {
    if (Date.now() > deadline) throw new Error('Not ready after 30 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** The store, whose reading of the notes' history stands still until it is let go: a long build. */
function held(): { store: EventStore; release: () => void } {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name);
      if (name !== 'subscribe') return typeof found === 'function' ? found.bind(target) : found;
      return async function* (...asked: Parameters<typeof target.subscribe>) {
        await until;
        yield* target.subscribe(...asked);
      };
    },
  });
  return { store: slow, release };
}

test('old and new replicas of a service side by side: each answers from its own version, none keeps another waiting', async () => {
  const [one, two] = [await start(1), await start(1)];
  await Promise.all([ready(one), ready(two)]);
  const first = await one.write('bonjour');

  const building = held();
  const three = await start(2, building.store);
  // Until it has built its version it is not ready, and says so; what the old one folded is what it shows.
  expect(await three.readiness()).toBe(503);
  expect((await two.get(`/notes/${first.id}`, first.position)).body).toEqual({ text: 'bonjour v1' });
  expect((await three.get(`/notes/${first.id}`)).body).toEqual({ text: 'bonjour v1' });
  // What the old one does not have is not there yet.
  const language = await three.get(`/notes/${first.id}/language`);
  expect(language).toMatchObject({ status: 503, body: { type: '/problems/not-there-yet' } });
  const second = await two.write('bonsoir');
  expect((await one.get(`/notes/${second.id}`, second.position)).body).toEqual({ text: 'bonsoir v1' });

  // An old replica that ends and is started again goes on, although the database knows a newer migration.
  await two.service.close();
  const again = await start(1);
  building.release();
  await Promise.all([ready(again), ready(three)]);
  const third = await three.write('salut');
  expect((await again.get(`/notes/${third.id}`, third.position)).body).toEqual({ text: 'salut v1' });
  expect((await three.get(`/notes/${third.id}`, third.position)).body).toEqual({ text: 'salut v2' });
  expect((await three.get(`/notes/${first.id}`)).body).toEqual({ text: 'bonjour v2' });
  expect((await three.get(`/notes/${first.id}/language`)).body).toEqual({ lang: 'fr' });
  expect((await again.get('/words/salut', third.position)).body).toEqual({ times: 1 });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  expect((await client.query('SELECT 1 FROM notes.feed_parked')).rows).toEqual([]);
  await client.end();
});

test('a page that reads another table does not wait for the one that is being built', async () => {
  const two = await start(2);
  await ready(two);
  const { position } = await two.write('encore');
  const building = held();
  const three = await start(3, building.store);
  // Another replica folds it; this one looks now and then how far it has come.
  let words = await three.get('/words/encore', position);
  for (let again = 0; words.status === 503 && again < 5; again++)
    words = await three.get('/words/encore', position);
  expect(words).toEqual({ status: 200, body: { times: 1 } });
  expect(await three.readiness()).toBe(503);
  building.release();
  await ready(three);
});
