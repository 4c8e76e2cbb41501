import { testDatabase } from '@ctg/local-postgres';
import { eventStoreConformance } from '../conformance/index.js';
import { openPostgresEventStore } from './index.js';

eventStoreConformance('PostgreSQL', async () => {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url });
  return { store, dispose: () => store.close().then(() => database.drop()) };
});
