import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import { defineEvent } from '@ctg/contracts';
import { alreadyThere, type Decider, defineCommand, refused } from '@ctg/decider';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import type { Projection } from '@ctg/read-model';
import supertest from 'supertest';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { defineQuery, type RunningService, type ServiceDefinition, startService } from './index.js';

const Noted = defineEvent({ type: 'notes.Noted', title: 'Noté', schema: z.object({ text: z.string() }) });

const note: Decider<{ texts: readonly string[] }> = {
  category: 'notes.note',
  initial: { texts: [] },
  evolve: (state, event) => ({ texts: [...state.texts, String(event.data.text)] }),
};
const body = z.strictObject({ text: z.string().min(1).max(300), more: z.unknown().optional() });
const open = defineCommand({
  name: 'notes.open',
  title: 'Ouvrir',
  roles: ['caf_adviser'],
  route: '/notes',
  creates: 'noteId',
  body,
  decider: note,
  stream: ({ noteId = '' }) => ({ subject: noteId }),
  decide: ({ body }) => [Noted({ text: body.text })],
});
const add = defineCommand({
  ...open,
  name: 'notes.add',
  route: '/notes/:noteId/lines',
  decide({ body }, state) {
    if (state.texts.includes(body.text)) {
      throw refused({ code: 'twice', title: 'Déjà noté.', expected: 'un texte nouveau', found: body.text });
    }
    return [Noted({ text: body.text })];
  },
});
const { creates: _creates, ...addDefinition } = add;
/** Decides on the table, which is folded after the events are recorded. */
const count = defineCommand({
  name: 'notes.count',
  title: 'Compter',
  roles: ['caf_adviser'],
  route: '/notes/:noteId/count',
  body: z.strictObject({}),
  decider: note,
  stream: ({ noteId = '' }) => ({ subject: noteId }),
  lookUp: async ({ params, readModel }) =>
    (
      await readModel.query<{ lines: number }>('SELECT lines FROM note WHERE note_id = $1', [params.noteId])
    )[0]?.lines,
  decide({ facts }, state) {
    if (facts === state.texts.length) return alreadyThere({});
    throw refused({ code: 'behind', title: 'La table est en retard.', found: String(facts) });
  },
});

@Entity({ name: 'note' })
class NoteRow {
  @PrimaryColumn('text', { name: 'note_id' })
  noteId!: string;
  @Column('integer')
  lines!: number;
}
class CreateNote1 implements MigrationInterface {
  name = 'CreateNote1700000000001';
  up = (runner: QueryRunner) =>
    runner.query('CREATE TABLE note (note_id text PRIMARY KEY, lines integer NOT NULL)');
  down = (runner: QueryRunner) => runner.query('DROP TABLE note');
}
const noteId = (stream: string) => stream.slice('notes.note-'.length);
const notes: Projection<NoteRow> = {
  name: 'notes',
  entity: NoteRow,
  ofNoTenant: true,
  key: 'noteId',
  source: 'own',
  eventTypes: ['notes.Noted'],
  keys: (event) => [noteId(event.stream)],
  apply: (row, _event, key) => ({ noteId: key, lines: (row?.lines ?? 0) + 1 }),
};
const read = defineQuery({
  name: 'notes.read',
  title: 'Lire',
  roles: ['caf_adviser', 'national_auditor'],
  route: '/notes/:noteId',
  reads: [notes],
  query: z.strictObject({}),
  answerSchema: z.object({ lines: z.number() }),
  answer: async ({ params, readModel }) =>
    (
      await readModel.query<{ lines: number }>('SELECT lines FROM note WHERE note_id = $1', [params.noteId])
    )[0] ?? { lines: 0 },
});
const definition: ServiceDefinition = {
  name: 'notes',
  title: 'Notes',
  commands: [open, addDefinition, count],
  queries: [read],
  projections: [notes],
  entities: [NoteRow],
  migrations: [CreateNote1],
};

const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-62' },
  member: { subject: 'u3', role: 'partner_member', cafId: 'caf-59' },
};
const verifier: TokenVerifier = {
  async verify(token) {
    const actor = people[token];
    if (!actor) throw new InvalidToken('Ce jeton n’est pas connu.');
    return actor;
  },
};

let database: TestDatabase;
let service: RunningService;
let http: ReturnType<typeof supertest>;
let origin: string;
beforeAll(async () => {
  database = await testDatabase();
  service = await startService(definition, { databaseUrl: database.url, verifier, logLevel: 'silent' });
  origin = await service.listen(0);
  http = supertest(origin);
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});

const post = (path: string, text: string, as = 'adviser') =>
  http.post(path).set('authorization', `Bearer ${as}`).set('content-type', 'application/json').send(text);

describe('a confirmed command is known to the next one', () => {
  const post = (path: string, body: object) =>
    http.post(`/api/notes${path}`).set('authorization', 'Bearer adviser').send(body);

  test('a command decides on tables that have come to where the store was, without a header', async () => {
    const { id } = (await post('/notes', { text: 'first' }).expect(201)).body;
    for (let n = 0; n < 20; n++) {
      await post(`/notes/${id}/lines`, { text: `line ${n}` }).expect(200);
      await post(`/notes/${id}/count`, {}).expect(200);
    }
  });

  test('commands honour CTG-After-Position; beyond what was recorded it is 409 at once, for queries too', async () => {
    const { id, position } = (await post('/notes', { text: 'first' }).expect(201)).body;
    await post(`/notes/${id}/lines`, { text: 'second' }).set('ctg-after-position', position).expect(200);
    await post(`/notes/${id}/lines`, { text: 'third' }).set('ctg-after-position', 'x').expect(400);
    const beyond = String(BigInt(position) + 1_000_000n);
    const answers = [
      await post(`/notes/${id}/lines`, { text: 'third' }).set('ctg-after-position', beyond),
      await http
        .get(`/api/notes/notes/${id}`)
        .set({ authorization: 'Bearer adviser', 'ctg-after-position': beyond }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(409);
      expect(body).toMatchObject({ type: '/problems/position-ahead', found: `position ${beyond}` });
    }
  });

  test('50 different commands at once on one thing all succeed', async () => {
    const { id } = (await post('/notes', { text: 'first' }).expect(201)).body;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => post(`/notes/${id}/lines`, { text: `line ${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });
});

test('a command is acknowledged with its revision and position, and read again at once', async () => {
  const made = await post('/api/notes/notes', '{"text":"un"}');
  expect(made.status).toBe(201);
  expect(made.headers.etag).toBe('"0"');
  const added = await post(`/api/notes/notes/${made.body.id}/lines`, '{"text":"deux"}');
  expect(added.body).toMatchObject({ id: made.body.id, revision: 1, events: [{ type: 'notes.Noted' }] });
  const answer = await http
    .get(`/api/notes/notes/${made.body.id}`)
    .set('authorization', 'Bearer adviser')
    .set('ctg-after-position', added.body.position);
  expect(answer.body).toEqual({ lines: 2 });
});

test('the same Idempotency-Key answers the same', async () => {
  const send = () => post('/api/notes/notes', '{"text":"clé"}').set('idempotency-key', 'k-1');
  const [first, second] = [await send(), await send()];
  expect(second.body).toEqual(first.body);
});

test('a rule of the domain, a stale If-Match and a foreign tenant are told apart', async () => {
  const { body: made } = await post('/api/notes/notes', '{"text":"un"}');
  const path = `/api/notes/notes/${made.id}/lines`;
  const twice = await post(path, '{"text":"un"}');
  expect(twice.status).toBe(409);
  expect(twice.headers['content-type']).toContain('application/problem+json');
  expect(twice.body).toMatchObject({ type: '/problems/twice', expected: 'un texte nouveau', found: 'un' });
  expect((await post(path, '{"text":"x"}').set('if-match', '"7"')).status).toBe(412);
  expect((await post(path, '{"text":"x"}').set('if-match', 'W/"0"')).status).toBe(400);
  expect((await post(path, '{"text":"x"}', 'elsewhere')).status).toBe(404);
});

describe('every route needs a token and a rule', () => {
  const id = '0190f0a0-0000-7000-8000-000000000000';
  const routes = [...definition.commands, ...definition.queries].map(
    ({ route, name }) => [name, route] as const,
  );
  test.each([...routes, ['catalogue', '/catalogue'] as const])('%s', async (name, route) => {
    const path = `/api/notes${route.replace(':noteId', id)}`;
    const isQuery = name === 'notes.read' || name === 'catalogue';
    const ask = () => (isQuery ? http.get(path) : http.post(path).send({ text: 'x' }));
    expect((await ask()).status).toBe(401);
    expect((await ask().set('authorization', 'Bearer stranger')).status).toBe(401);
    expect((await ask().set('authorization', 'Bearer member')).status).toBe(name === 'catalogue' ? 200 : 403);
  });
});

const deep = `${'{"more":'.repeat(40)}1${'}'.repeat(40)}`;
test.each<[string, string, number, string]>([
  ['not JSON', '{"text":', 400, 'unacceptable-json'],
  ['nothing', '', 400, ''],
  ['a list', '[]', 422, 'invalid-request'],
  ['a number', '3', 422, 'invalid-request'],
  ['null', 'null', 422, 'invalid-request'],
  ['a missing field', '{}', 422, 'invalid-request'],
  ['an unknown field', '{"text":"a","other":1}', 422, 'invalid-request'],
  ['a wrong type', '{"text":1}', 422, 'invalid-request'],
  ['a text too long', JSON.stringify({ text: 'a'.repeat(10_000) }), 422, 'invalid-request'],
  ['a duplicate key', '{"text":"a","text":"b"}', 400, 'unacceptable-json'],
  ['an escaped duplicate key', '{"text":"a","te\\u0078t":"b"}', 400, 'unacceptable-json'],
  ['__proto__', '{"text":"a","__proto__":{"x":1}}', 400, 'unacceptable-json'],
  ['constructor', '{"text":"a","more":{"constructor":{"prototype":{}}}}', 400, 'unacceptable-json'],
  ['too deep', deep, 400, 'unacceptable-json'],
  ['absurdly deep', '['.repeat(200_000), 400, 'unacceptable-json'],
  ['NUL', '{"text":"a\\u0000b"}', 400, 'unacceptable-json'],
  ['a lone surrogate', '{"text":"a\\ud800b"}', 400, 'unacceptable-json'],
  ['a number beyond what can be kept', '{"text":"a","more":9007199254740993}', 400, 'unacceptable-json'],
  ['infinity', '{"text":"a","more":1e999}', 400, 'unacceptable-json'],
  ['too large', JSON.stringify({ text: 'a'.repeat(1_100_000) }), 413, 'body-too-large'],
])('bad input is answered clearly: %s', async (_what, text, status, code) => {
  const before = service.statuses()[0]?.position;
  const answer = await post('/api/notes/notes', text);
  expect(answer.status).toBe(status);
  expect(answer.body.type).toContain(code);
  expect(answer.body).toMatchObject({ title: expect.any(String), correlationId: expect.any(String) });
  expect(service.statuses()[0]?.position).toBe(before);
});

test('bytes that are no UTF-8 are refused', async () => {
  const headers = { authorization: 'Bearer adviser', 'content-type': 'application/json' };
  const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  const answer = await fetch(`${origin}/api/notes/notes`, { method: 'POST', headers, body: bytes });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ type: '/problems/unacceptable-json' });
});

test('other refusals: media type, address, id, keys', async () => {
  const typed = http.post('/api/notes/notes').set('authorization', 'Bearer adviser');
  expect((await typed.set('content-type', 'text/xml').send('<a/>')).status).toBe(415);
  expect((await http.get('/nowhere')).status).toBe(404);
  expect((await post('/api/notes/notes/UPPER/lines', '{"text":"a"}')).status).toBe(422);
  expect((await post('/api/notes/notes', '{"text":"a"}').set('idempotency-key', 'a b')).status).toBe(400);
});

test('health, metrics, documentation and catalogue', async () => {
  expect((await http.get('/health/live')).body).toEqual({ status: 'ok' });
  expect((await http.get('/health/ready')).body.status).toBe('ok');
  // The alert on a blocked event loop in docs/operations.md rests on it.
  expect((await http.get('/metrics')).text).toMatch(/^nodejs_eventloop_lag_max_seconds\{/m);
  expect((await http.get('/metrics')).text).toContain(
    'commands_total{command="notes.open",outcome="accepted"',
  );
  const { body: document } = await http.get('/api/docs/openapi.json');
  expect((await http.get('/api/docs')).text).toContain('swagger-ui-bundle.js');
  expect(document.paths['/api/notes/notes/{noteId}/lines'].post.operationId).toBe('notes.add');
  const { body: catalogue } = await http.get('/api/notes/catalogue').set('authorization', 'Bearer member');
  expect(catalogue.commands[0]).toMatchObject({
    name: 'notes.open',
    route: '/api/notes/notes',
    creates: 'noteId',
  });
  expect(catalogue.commands[0].bodySchema.properties.text.maxLength).toBe(300);
});
