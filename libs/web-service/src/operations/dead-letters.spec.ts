import type { Actor, TokenVerifier } from '@ctg/access';
import { defineEvent } from '@ctg/contracts';
import { type Decider, defineCommand } from '@ctg/decider';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import type { Projection } from '@ctg/read-model';
import supertest from 'supertest';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { type RunningService, startService } from '../index.js';

const Said = defineEvent({ type: 'words.Said', title: 'Dit', schema: z.object({ word: z.string() }) });
const words: Decider<object> = { category: 'words.word', initial: {}, evolve: (state) => state };
const body = z.strictObject({ word: z.string() });
const shape = {
  roles: ['caf_adviser'] as const,
  body,
  decider: words,
  stream: ({ wordId = '' }: { wordId?: string }) => ({ subject: wordId }),
  decide: (input: { readonly body: { readonly word: string } }) => [Said({ word: input.body.word })] as const,
};
const say = defineCommand({ ...shape, name: 'words.say', title: 'Dire', route: '/words', creates: 'wordId' });
const again = defineCommand({ ...shape, name: 'words.again', title: 'Redire', route: '/words/:wordId' });

@Entity({ name: 'word' })
class WordRow {
  @PrimaryColumn('text', { name: 'word_id' })
  wordId!: string;
  @Column('text')
  word!: string;
}
class CreateWord1 implements MigrationInterface {
  name = 'CreateWord1700000000001';
  up = (runner: QueryRunner) =>
    runner.query('CREATE TABLE word (word_id text PRIMARY KEY, word text NOT NULL)');
  down = (runner: QueryRunner) => runner.query('DROP TABLE word');
}
let isIll = true;
const projection: Projection<WordRow> = {
  name: 'words',
  entity: WordRow,
  ofNoTenant: true,
  key: 'wordId',
  source: 'own',
  eventTypes: ['words.Said'],
  keys: (event) => [event.stream.slice('words.word-'.length)],
  apply(_row, event, key) {
    if (isIll && event.data.word === 'poison') throw new Error('cannot say that');
    return { wordId: key, word: String(event.data.word) };
  },
};

const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  operator: { subject: 'u2', role: 'operator' },
  elsewhere: { subject: 'u3', role: 'caf_adviser', cafId: 'caf-62' },
  member: { subject: 'u4', role: 'partner_member', cafId: 'caf-59' },
  auditor: { subject: 'u5', role: 'national_auditor' },
};
const verifier: TokenVerifier = { verify: async (token) => people[token] as Actor };
const group = 'projection:words@1';

let database: TestDatabase;
let service: RunningService;
let http: ReturnType<typeof supertest>;
beforeAll(async () => {
  database = await testDatabase();
  service = await startService(
    {
      name: 'words',
      title: 'Mots',
      commands: [say, again],
      queries: [],
      projections: [projection],
      entities: [WordRow],
      migrations: [CreateWord1],
    },
    { databaseUrl: database.url, verifier, logLevel: 'silent' },
  );
  http = supertest(await service.listen(0));
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});

const get = (path: string, as = 'operator') =>
  http.get(`/api/words${path}`).set('authorization', `Bearer ${as}`);
const post = (path: string, sent: object, as = 'operator') =>
  http.post(`/api/words${path}`).set('authorization', `Bearer ${as}`).send(sent);

/** Says words of one stream and waits until so many events are parked. */
async function said(list: readonly string[], parked: number): Promise<string> {
  const { body: first } = await post('/words', { word: list[0] }, 'adviser');
  for (const word of list.slice(1)) await post(`/words/${first.id}`, { word }, 'adviser');
  for (let count = -1; count !== parked; ) {
    count = (await get('/dead-letters')).body.items.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return first.id;
}

test('only the operator may look at them', async () => {
  for (const path of ['/dead-letters', '/dead-letters/discarded'])
    expect((await get(path, 'adviser')).status).toBe(403);
  expect((await post('/dead-letters/replay', { group, key: 'x' }, 'adviser')).status).toBe(403);
  expect((await post('/words', { word: 'x' }, 'operator')).status).toBe(403);
});

test('an event that cannot be handled is listed, shown, replayed when its cause is gone', async () => {
  const id = await said(['un', 'poison', 'trois'], 2);
  const { body: list } = await get(`/dead-letters?group=${group}`);
  expect(list.items).toMatchObject([
    { group, type: 'words.Said', reason: 'Error: cannot say that', waiting: false, tenant: 'caf-59' },
    { waiting: true },
  ]);
  const [{ eventId, key }] = list.items;
  const one = `/dead-letters/one?group=${group}&eventId=${eventId}`;
  const { body: envelope } = await get(one);
  expect(envelope).toMatchObject({
    reason: 'Error: cannot say that',
    event: { type: 'words.Said', id: eventId },
  });
  expect(JSON.stringify(envelope)).not.toContain('poison');
  for (const reader of ['adviser', 'auditor']) {
    const { body: shown } = await get(one, reader);
    expect(shown.event.data).toEqual({ word: 'poison' });
    expect(shown.raw).toContain('rawData');
  }
  // Another Caf's is as one that is not there; other roles do not look at them at all.
  const none = await get(`/dead-letters/one?group=${group}&eventId=none`, 'elsewhere');
  const foreign = await get(one, 'elsewhere');
  expect([foreign.status, foreign.body.title]).toEqual([404, none.body.title]);
  expect((await get(one, 'member')).status).toBe(403);
  expect((await post('/dead-letters/replay', { group, key })).body).toEqual({ replayed: 0, stillParked: 2 });
  isIll = false;
  expect((await post('/dead-letters/replay', { group, key })).body).toEqual({ replayed: 2, stillParked: 0 });
  expect(key).toContain(id);
  isIll = true;
});

test('giving one up needs a reason, frees what waits behind it, and is kept with who did it', async () => {
  await said(['un', 'poison', 'trois'], 2);
  const [{ eventId }] = (await get('/dead-letters')).body.items;
  expect((await post('/dead-letters/discard', { group, eventId })).status).toBe(422);
  expect((await post('/dead-letters/discard', { group, eventId, reason: ' ' })).status).toBe(422);
  const done = await post('/dead-letters/discard', { group, eventId, reason: 'Saisi deux fois' });
  expect(done.body).toEqual({ discarded: eventId, replayed: 1, stillParked: 0 });
  expect((await get('/dead-letters/discarded')).body.items).toMatchObject([
    { eventId, discardReason: 'Saisi deux fois', discardedBy: 'u2', parkedReason: 'Error: cannot say that' },
  ]);
  expect((await post('/dead-letters/discard', { group, eventId, reason: 'Encore' })).status).toBe(404);
});

test('however large they are the list is whole, and only the reader of a convention sees what was said', async () => {
  const large = 'x'.repeat(600_000);
  const before = (await get('/dead-letters')).body.items.length;
  await said(['poison', large, large, 'fin'], before + 4);
  const { items } = (await get('/dead-letters')).body;
  const first = (await get('/dead-letters?limit=2')).body;
  const second = (await get(`/dead-letters?limit=200&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items]).toEqual(items);
  expect(second.nextCursor).toBeUndefined();
  const { body } = await get(`/dead-letters/one?group=${group}&eventId=${items.at(-1).eventId}`);
  expect(Object.keys(body.event).sort()).toEqual(
    'actor cafId causationId correlationId id occurredOn position recordedAt revision schemaVersion stream type'.split(
      ' ',
    ),
  );
  expect(body.raw).toBeUndefined();
});

test('what is asked wrongly is told', async () => {
  expect((await post('/dead-letters/replay', { group: 'projection:nothing', key: 'x' })).status).toBe(404);
  expect((await get('/dead-letters/one?group=projection:words&eventId=none')).status).toBe(404);
  expect((await get('/dead-letters?grup=x')).status).toBe(422);
  expect((await http.delete('/api/words/dead-letters').set('authorization', 'Bearer operator')).status).toBe(
    405,
  );
});
