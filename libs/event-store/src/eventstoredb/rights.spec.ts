import { certificate, type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { newEvent, newStream } from '../conformance/stage.js';
import { StoreUnavailable } from '../index.js';
import { openEventStoreDb, prepareEventStoreDb } from './index.js';

const admin = { name: 'admin', password: 'changeit', isAdmin: true };
const service = { name: 'ctg', password: 'p/@:' };
const { authority, ...tls } = certificate();
let server: StandIn;
const url = (user: typeof service) => `${server.url(user)}&tlsCAFile=${encodeURIComponent(authority)}`;
beforeEach(async () => {
  server = await startStandIn({ users: [admin, service], tls });
});
afterEach(() => server?.kill());

test('before it is prepared the service may not read all; prepared, it reads and appends, and is safe', async () => {
  await expect(openEventStoreDb({ url: url(service) })).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(prepareEventStoreDb({ url: url(service), service: 'ctg' })).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
  expect(await prepareEventStoreDb({ url: url(admin), service: 'ctg' })).toBe('written');
  const written = server.journal.entries.length;
  expect(await prepareEventStoreDb({ url: url(admin), service: 'ctg' })).toBe('as it was');
  expect(server.journal.entries.length).toBe(written);
  const notices: string[] = [];
  const store = await openEventStoreDb({
    url: url(service),
    mustBeSafe: true,
    notice: (said) => notices.push(said),
  });
  await store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
  expect(await store.head()).toBeGreaterThan(0n);
  expect(notices).toEqual([]);
  await store.close();
});

test('a user who may delete is refused in production, told elsewhere, and nothing is changed by asking', async () => {
  const before = server.journal.entries.length;
  await expect(openEventStoreDb({ url: url(admin), mustBeSafe: true })).rejects.toThrow('effacer un flux');
  const notices: string[] = [];
  const store = await openEventStoreDb({ url: url(admin), notice: (said) => notices.push(said) });
  expect(notices).toHaveLength(1);
  expect(server.journal.entries.length).toBe(before);
  await store.close();
});

test('a wrong password is told at once, and not said', async () => {
  const wrong = openEventStoreDb({ url: url({ name: 'ctg', password: 's3cret' }) });
  await expect(wrong).rejects.toThrow('refuses this user');
  await expect(wrong).rejects.not.toThrow('s3cret');
});
