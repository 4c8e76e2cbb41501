import { randomUUID } from 'node:crypto';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { assertJournalInUse } from './journal-in-use.js';

let database: TestDatabase;
let store: EventStore;
beforeEach(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
});
afterEach(async () => {
  await store?.close();
  await database?.drop();
});

const record = (metadata: Record<string, string>) =>
  store.append(
    `notes.note-${randomUUID()}`,
    [{ id: randomUUID(), type: 'notes.Noted', data: {}, metadata }],
    { expectedRevision: 'no-stream' },
  );
const rehearsed = { rehearsedAt: '2024-03-05T11:00:00.000Z' };

test('an empty journal is free for either', async () => {
  await assertJournalInUse(store, true);
  await assertJournalInUse(store, false);
});

test('what a rehearsal began serves nothing else, whatever stands in it since', async () => {
  await record(rehearsed);
  await record({});
  await assertJournalInUse(store, true);
  await expect(assertJournalInUse(store, false)).rejects.toThrow('Ce journal est celui d’un essai');
});

test('no rehearsal begins where facts are, whatever stands there since', async () => {
  await record({});
  await record(rehearsed);
  await assertJournalInUse(store, false);
  await expect(assertJournalInUse(store, true)).rejects.toThrow('un essai commence sur des données à lui');
});
