import { readFileSync } from 'node:fs';
import { readAddress, WrongAddress } from './eventstoredb/connection/address.js';
import type { DatabaseLimits } from './postgres/index.js';

/** Which store, and what it takes to open it. Holds secrets: never log it. */
export type EventStoreChoice =
  | {
      readonly kind: 'postgres';
      readonly connectionString: string;
      readonly limits?: Partial<DatabaseLimits>;
    }
  | {
      readonly kind: 'eventstoredb';
      readonly url: string;
      readonly password?: string;
      /** Refuses a server on which this user may delete. */
      readonly mustBeSafe: boolean;
    };

/** Which store it is, in French, without a secret. */
export const shownStore = (choice: EventStoreChoice): string =>
  choice.kind === 'postgres'
    ? 'PostgreSQL'
    : `EventStoreDB, ${readAddress(choice.url, choice.password).shown}`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `EVENT_STORE`, `EVENTSTOREDB_URL` and its password from the environment.
 * @param connectionString of PostgreSQL, for `EVENT_STORE=postgres`
 */
export function eventStoreChoice(environment: Environment, connectionString: string): EventStoreChoice {
  const faults = eventStoreFaults(environment);
  if (faults.length > 0) throw new WrongAddress(faults.join('\n'));
  const given = set(environment);
  if (given.EVENT_STORE !== 'eventstoredb') return { kind: 'postgres', connectionString };
  const password = eventStorePassword(given);
  return {
    kind: 'eventstoredb',
    url: given.EVENTSTOREDB_URL ?? '',
    mustBeSafe: given.NODE_ENV === 'production',
    ...(password === undefined ? {} : { password }),
  };
}

/** What is wrong with these settings, one French sentence each, without a secret. */
export function eventStoreFaults(environment: Environment): readonly string[] {
  const { EVENT_STORE = 'postgres', EVENTSTOREDB_URL, ...given } = set(environment);
  if (EVENT_STORE === 'postgres') return [];
  if (EVENT_STORE !== 'eventstoredb')
    return [`EVENT_STORE doit être « postgres » ou « eventstoredb » ; trouvé « ${EVENT_STORE} ».`];
  if (EVENTSTOREDB_URL === undefined)
    return [
      'EVENTSTOREDB_URL est attendu avec EVENT_STORE=eventstoredb, une adresse comme esdb://serveur:2113.',
    ];
  try {
    readAddress(EVENTSTOREDB_URL, eventStorePassword(given));
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** The password of an address without one: EVENTSTOREDB_PASSWORD, or what stands in EVENTSTOREDB_PASSWORD_FILE. @throws WrongAddress */
export function eventStorePassword(environment: Environment): string | undefined {
  const { EVENTSTOREDB_PASSWORD: password, EVENTSTOREDB_PASSWORD_FILE: file } = set(environment);
  if (password !== undefined || file === undefined) return password;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new WrongAddress('EVENTSTOREDB_PASSWORD_FILE : ce fichier ne peut pas être lu.');
  }
}

/** An empty variable counts as one left out. */
const set = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
