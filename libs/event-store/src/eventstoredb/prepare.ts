import { readAddress } from './connection/address.js';
import { Connection } from './connection/connection.js';
import { refusalOf } from './connection/refusal.js';
import { writeRights } from './rights.js';

export interface PrepareOptions {
  /** With an administrator's credentials. */
  readonly url: string;
  readonly password?: string;
  /** Name of the user that the services connect as. */
  readonly service: string;
}

/**
 * Writes, once, the two settings without which any writer may delete a stream; creates nothing else. Done again with the
 * same service it writes nothing. @throws WrongAddress, StoreRefusal (an administrator is needed)
 */
export async function prepareEventStoreDb(options: PrepareOptions): Promise<'written' | 'as it was'> {
  const connection = new Connection(readAddress(options.url, options.password), () => undefined);
  try {
    return await writeRights(connection, options.service);
  } catch (error) {
    throw refusalOf(connection.address.shown, error);
  } finally {
    await connection.close();
  }
}
