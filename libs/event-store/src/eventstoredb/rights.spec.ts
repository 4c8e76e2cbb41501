import { certificate, type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { newEvent, newStream } from '../conformance/stage.js';
import { StoreRefusal } from '../index.js';
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
  await expect(openEventStoreDb({ url: url(service) })).rejects.toThrow('store prepare');
  const byItself = prepareEventStoreDb({ url: url(service), service: 'ctg' });
  await expect(byItself).rejects.toBeInstanceOf(StoreRefusal);
  await expect(byItself).rejects.toThrow('un administrateur');
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
  await expect(wrong).rejects.toBeInstanceOf(StoreRefusal);
  await expect(wrong).rejects.toThrow('ne connaît pas ce nom avec ce mot de passe');
  await expect(wrong).rejects.not.toThrow('s3cret');
});

test('why it cannot be opened is one French sentence', async () => {
  const refusals: [address: string, said: string][] = [
    [server.url(service), 'donnez le fichier de l’autorité'],
    ['esdb://127.0.0.1:1?tls=false', 'n’est pas là : démarrez-le'],
    ['esdb://nobody.invalid:2113?tls=false', 'un nom que ce réseau ne connaît pas'],
    ['esdb://127.0.0.1:1,127.0.0.1:2?tls=false', 'n’a pas de chef'],
  ];
  await Promise.all(
    refusals.map(async ([address, said]) => {
      const opening = openEventStoreDb({ url: address });
      await expect(opening).rejects.toBeInstanceOf(StoreRefusal);
      await expect(opening).rejects.toThrow(said);
    }),
  );
});
