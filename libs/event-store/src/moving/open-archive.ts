import { openPostgresEventStore } from '../postgres/index.js';
import { type Archive, NotAnArchive } from './archive.js';
import { folderArchive } from './folder-archive.js';
import { storeArchive } from './store-archive.js';

export interface OpenArchiveOptions {
  /** Of an address without one. */
  readonly password?: string;
  /** Makes the folder of a backup that is to be begun; otherwise it must be there. */
  readonly isNew?: boolean;
}

/**
 * Opens a store by its address (`postgres://…`, `esdb://…`), or the folder of a backup.
 * @throws NotAnArchive nothing of that kind · StoreRefusal, WrongAddress of EventStoreDB
 */
export async function openArchive(address: string, options: OpenArchiveOptions = {}): Promise<Archive> {
  const { password, isNew = false } = options;
  if (isEventStoreDb(address)) {
    const { openEventStoreDb } = await import('../eventstoredb/index.js');
    const store = await openEventStoreDb({ url: address, ...(password ? { password } : {}) });
    return storeArchive('EventStoreDB', store);
  }
  if (isPostgres(address)) return storeArchive('PostgreSQL', await openPostgres(address));
  if (/^[a-z+]+:\/\//.test(address))
    throw new NotAnArchive(
      'Une adresse commence par postgres:// ou esdb:// ; un dossier s’écrit sans « :// ».',
    );
  return folderArchive(address, isNew);
}

/** Whether it is that of a server; a folder otherwise. */
export const isServer = (address: string): boolean => isEventStoreDb(address) || isPostgres(address);

const isEventStoreDb = (address: string) => /^esdb(\+discover)?:/.test(address);
const isPostgres = (address: string) => /^postgres(ql)?:/.test(address);

async function openPostgres(connectionString: string) {
  try {
    return await openPostgresEventStore({ connectionString });
  } catch (cause) {
    throw new NotAnArchive(`PostgreSQL ne peut pas être ouvert : ${(cause as Error).message}`, { cause });
  }
}
