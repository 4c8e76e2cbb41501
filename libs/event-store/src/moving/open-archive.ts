import { openEventStoreDb } from '../eventstoredb/index.js';
import { openPostgresEventStore } from '../postgres/index.js';
import type { Archive } from './archive.js';
import { folderArchive } from './folder-archive.js';
import { storeArchive } from './store-archive.js';

/** Opens a store by its address (`postgres://…`, `esdb://…`), or a folder. @param password of an address without one */
export async function openArchive(address: string, password?: string): Promise<Archive> {
  if (/^esdb(\+discover)?:/.test(address)) {
    const store = await openEventStoreDb({ url: address, ...(password ? { password } : {}) });
    return storeArchive('EventStoreDB', store);
  }
  if (/^postgres(ql)?:/.test(address))
    return storeArchive('PostgreSQL', await openPostgresEventStore({ connectionString: address }));
  return folderArchive(address);
}
