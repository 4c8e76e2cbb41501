import type { Actor } from '@ctg/access';
import type { RecordedEvent } from '@ctg/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Reaction, ServiceDefinition } from './index.js';
import { createNote, NoteRow, notesOf, openNote, readNote } from './running/notes-testing.js';
import { HttpScene, sceneId } from './testing.js';

class CreateNote1 implements MigrationInterface {
  name = 'CreateNote1700000000001';
  up = (runner: QueryRunner) => runner.query(createNote);
  down = (runner: QueryRunner) => runner.query('DROP TABLE note');
}
const notes = notesOf();
/** Answers a note that asks something with another one. */
const answering: Reaction = {
  name: 'answer',
  eventTypes: ['notes.Noted'],
  async react({ data }, execute) {
    if (data.text === 'question') await execute(openNote, { params: {}, body: { text: 'answer' } });
  },
};
const definition: ServiceDefinition = {
  name: 'notes',
  title: 'Notes',
  commands: [openNote],
  queries: [readNote(notes)],
  projections: [notes],
  reactions: [answering],
  entities: [NoteRow],
  migrations: [CreateNote1],
};
const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  operator: { subject: 'u2', role: 'operator' },
};

const rehearsal = new HttpScene(definition, people, { rehearsal: true });
const ordinary = new HttpScene(definition, people);
beforeAll(async () => {
  await rehearsal.start();
  await ordinary.start();
});
afterAll(() => Promise.all([rehearsal.close(), ordinary.close()]));

const note = (scene: HttpScene, text: string, recordedAt: string) =>
  scene.post('/notes', { text }, 'adviser').set('ctg-recorded-at', recordedAt);

async function recorded({ store }: HttpScene): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

test('in a rehearsal a command is recorded when it says, and so is what follows from it', async () => {
  const { status, body } = await note(rehearsal, 'question', '2024-03-05');
  expect(status).toBe(201);
  const after = rehearsal.post('/notes', { text: 'after' }, 'adviser');
  await after.set('ctg-after-position', body.position).expect(201);
  const [asked, ...others] = await recorded(rehearsal);
  const answered = others.find(({ metadata }) => metadata.causationId === asked?.id);
  expect(asked?.metadata.rehearsedAt).toBe('2024-03-05T11:00:00.000Z');
  expect(answered?.metadata.rehearsedAt).toBe(asked?.metadata.rehearsedAt);
  expect(answered?.metadata.occurredOn).toBe('2024-03-05');
});

test('a moment that is none, or lies ahead, is refused with what is expected', async () => {
  for (const moment of ['2024-02-30', '2024-03-05T10:00:00', 'hier']) {
    const { status, body } = await note(rehearsal, 'x', moment);
    expect([status, body.type]).toEqual([400, '/problems/invalid-header']);
    expect(body.title).toContain('CTG-Recorded-At');
  }
  const { status, body } = await note(rehearsal, 'x', '2090-01-01');
  expect([status, body.type]).toEqual([422, '/problems/recorded-in-the-future']);
});

test('a rehearsal says that it is one', async () => {
  const known = async (scene: HttpScene) => (await scene.get('/catalogue', 'adviser')).body.rehearsal;
  expect([await known(rehearsal), await known(ordinary)]).toEqual([true, false]);
  const health = async ({ http }: HttpScene) => (await http.get('/health/ready')).body.info.rehearsal;
  expect([await health(rehearsal), await health(ordinary)]).toEqual([{ status: 'up' }, undefined]);
});

test('anywhere else a moment is refused, and nothing is recorded', async () => {
  const before = await recorded(ordinary);
  const { status, body } = await note(ordinary, 'x', '2024-03-05');
  expect([status, body]).toEqual([
    422,
    expect.objectContaining({
      type: '/problems/not-rehearsing',
      found: '2024-03-05',
      advice: expect.stringContaining('REHEARSAL=true'),
    }),
  ]);
  expect(await recorded(ordinary)).toEqual(before);
});

test('anywhere else an event of a rehearsal is no fact: it is set aside, and named', async () => {
  await ordinary.post('/notes', { text: 'fact' }, 'adviser').expect(201);
  const { store } = ordinary;
  const [fact] = await recorded(ordinary);
  const [id, noteId] = [sceneId(1), sceneId(2)];
  const metadata = { ...fact?.metadata, rehearsedAt: '2024-03-05T11:00:00.000Z' };
  const { position } = await store.append(
    `notes.note-${noteId}`,
    [{ id, type: 'notes.Noted', data: { text: 'question' }, metadata }],
    { expectedRevision: 'no-stream' },
  );
  // This one comes after all that would follow from it.
  const after = ordinary.post('/notes', { text: 'after' }, 'adviser');
  await after.set('ctg-after-position', String(position)).expect(201);
  expect((await ordinary.get(`/notes/${noteId}`, 'adviser')).body).toEqual({});
  const { body } = await ordinary.get('/dead-letters', 'operator');
  const reasons = body.items.map((one: { eventId: string; reason: string }) => [one.eventId, one.reason]);
  expect(reasons).toEqual([
    [id, expect.stringContaining('recorded in a rehearsal')],
    [id, expect.stringContaining('recorded in a rehearsal')],
  ]);
  const texts = (await recorded(ordinary)).map(({ data }) => data.text);
  expect(texts).toEqual(['fact', 'question', 'after']);
});
