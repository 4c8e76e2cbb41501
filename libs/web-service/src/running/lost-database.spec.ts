import type { TokenVerifier } from '@ctg/access';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type RunningService, startService } from '../index.js';
import { Gateway } from './gateway-testing.js';
import { createNote, NoteRow, notesOf, openNote, readNote } from './notes-testing.js';

class CreateNote1 implements MigrationInterface {
  name = 'CreateNote1700000000001';
  up = (runner: QueryRunner) => runner.query(createNote);
  down = (runner: QueryRunner) => runner.query('DROP TABLE note');
}
const notes = notesOf();
const definition = {
  name: 'notes',
  title: 'Notes',
  commands: [openNote],
  queries: [readNote(notes)],
  projections: [notes],
  entities: [NoteRow],
  migrations: [CreateNote1],
};
const verifier: TokenVerifier = {
  verify: async () => ({ subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' }),
};

let database: TestDatabase;
let proxy: Gateway;
let service: RunningService;
let origin: string;
let direct: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  const real = new URL(database.url);
  proxy = await Gateway.to(real.hostname, Number(real.port));
  const url = new URL(real);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  service = await startService(definition, {
    databaseUrl: url.toString(),
    verifier,
    logLevel: 'silent',
    poolSize: 6,
    answerWithin: 3_000,
    databaseLimits: { connect: 1_000, statement: 1_500, silence: 2_000, idleInTransaction: 1_500 },
  });
  origin = await service.listen(0);
  direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
});
afterAll(async () => {
  await service?.close();
  await direct?.end();
  await proxy?.close();
  await database?.drop();
});

const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
const write = (text: string) =>
  fetch(`${origin}/api/notes/notes`, { method: 'POST', headers, body: JSON.stringify({ text }) });
const readBack = async (id: string, position: string) =>
  (
    await fetch(`${origin}/api/notes/notes/${id}`, {
      headers: { ...headers, 'ctg-after-position': position },
    })
  ).json();

const ready = () => fetch(`${origin}/health/ready`);

/** Asks until the service is well: ready, writes, and shows what was written. */
async function wellAgain(): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; ) {
    try {
      const made = await write('après');
      if (made.status === 201 && (await ready()).ok) {
        const { id, position } = (await made.json()) as { id: string; position: string };
        expect(await readBack(id, position)).toEqual({ text: 'après' });
        return;
      }
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(await (await ready()).text());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Everybody asks while nothing answers: every place of every pool is taken by a question without an answer. */
async function silence(): Promise<void> {
  proxy.fallSilent();
  const asked = Array.from({ length: 30 }, (_, n) => [
    write('pendant').catch(() => undefined),
    readBack(`${n}`, '1').catch(() => undefined),
  ]);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  proxy.open();
  await Promise.all(asked.flat());
}

test.each<[string, () => Promise<unknown>]>([
  ['was cut off', async () => proxy.cut()],
  ['swallowed everything without closing', silence],
  [
    'did so three times in a row',
    async () => {
      for (let times = 0; times < 3; times++) await silence();
    },
  ],
  [
    'was restarted',
    () =>
      direct.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
  ],
])(
  'a service whose database %s is well again without a restart',
  async (_what, lose) => {
    await wellAgain();
    await lose();
    proxy.open();
    await wellAgain();
  },
  120_000,
);
