import { freshPasswords, PreparationRefused, prepareDatabase } from '@ctg/database-roles';
import { readModelOf, type ServiceDefinition } from '@ctg/web-service';
import { allServices } from './services.js';
import { StartFailure } from './start-failure.js';

/** Where each part of this process opens the database; each as a role of its own. Holds passwords. */
export interface DatabaseAddresses {
  /** Of the store, which all services of this process share. */
  readonly store: string;
  of(service: ServiceDefinition): string;
}

/** The store of this process is used by a role that has no tables. */
const storeRole = 'product';

/**
 * Prepares the database as its administrator; everything after this step runs as a role that may do what it must. The passwords
 * are made at each start and written nowhere.
 * @throws StartFailure
 */
export async function prepareRoles(administrator: string, holdsEvents: boolean): Promise<DatabaseAddresses> {
  const schemas = [storeRole, ...allServices.map((definition) => readModelOf(definition).schema)];
  const passwords = freshPasswords(schemas);
  try {
    const prepared = await prepareDatabase({ url: administrator, passwords, holdsEvents });
    return {
      store: prepared.url(storeRole),
      of: (service) => prepared.url(readModelOf(service).schema),
    };
  } catch (error) {
    throw error instanceof PreparationRefused ? new StartFailure(error.message, { cause: error }) : error;
  }
}
