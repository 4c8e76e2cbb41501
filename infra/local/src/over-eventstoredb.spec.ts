import { startStandIn } from '@ctg/local-eventstoredb';
import { anonymous, lives, toldBy } from './lives-testing.js';

/** The same life of one convention, kept in each of the two stores: a real server when an address is given. */
const { EVENTSTOREDB_URL: real } = process.env;
const { played, end } = lives('ctg-over-esdb-');
afterAll(end);

test('the product on EventStoreDB tells the same histories and the same state as on PostgreSQL', async () => {
  const server = real ? undefined : await startStandIn();
  const postgres = await played('postgres', {});
  const url = real ?? server?.url() ?? '';
  const eventStore = { kind: 'eventstoredb', url, mustBeSafe: false } as const;
  const overEventStoreDb = await played('eventstoredb', { eventStore });
  for (const service of ['partners', 'diagnostics', 'action-plans', 'evaluation'])
    expect(toldBy(service, overEventStoreDb)).toEqual(toldBy(service, postgres));
  expect(overEventStoreDb.history.length).toBeGreaterThan(280);
  expect(anonymous(overEventStoreDb.state)).toEqual(anonymous(postgres.state));
  expect(await overEventStoreDb.ctg('dead-letters', 'list')).toEqual(['Aucun événement mis de côté.']);
  await end();
  await server?.kill();
}, 240_000);
