import { startStandIn } from '@ctg/local-eventstoredb';
import { eventStoreConformance } from '../conformance/index.js';
import { openEventStoreDb } from './index.js';

/** A real server when an address is given, the stand-in otherwise. */
const { EVENTSTOREDB_URL: real } = process.env;

eventStoreConformance(`EventStoreDB (${real ? 'a server' : 'the stand-in'})`, async () => {
  const server = real ? undefined : await startStandIn();
  const store = await openEventStoreDb({ url: real ?? server?.url() ?? '' });
  return {
    store,
    dispose: async () => {
      await store.close();
      await server?.kill();
    },
  };
});
