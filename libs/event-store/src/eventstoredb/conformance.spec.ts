import { eventStoreConformance } from '../conformance/index.js';
import { openEventStoreDb } from './index.js';
import { serverName, testServer } from './server-testing.js';

eventStoreConformance(`EventStoreDB (${serverName})`, async () => {
  const server = await testServer();
  const store = await openEventStoreDb(server.options);
  return { store, dispose: () => store.close().then(() => server.dispose()) };
});
