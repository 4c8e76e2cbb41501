import {
  AccessDeniedError,
  type JSONType,
  jsonEvent,
  type ResolvedEvent,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import canonicalize from 'canonicalize';
import { StoreUnavailable } from '../errors.js';
import type { OneClient } from './connection/client.js';
import { collect } from './connection/collect.js';
import type { Connection } from './connection/connection.js';

/** The server would let this user delete what was recorded. */
export class UnsafeServer extends Error {
  override readonly name = 'UnsafeServer';
  constructor(
    server: string,
    readonly rights: readonly string[],
  ) {
    super(
      `Sur ${server}, cet utilisateur peut ${rights.join(', ')} : rien ne garantit que ce qui est enregistré le reste. Un administrateur doit lancer une fois : npm run -s ctg -- store prepare (docs/cluster.md).`,
    );
  }
}

/** A stream that never is: what is asked of it cannot happen, only be refused for one reason or the other. */
const probe = 'ctg-rights.probe';
const never = 2n ** 40n;

const questions = {
  'effacer un flux': (client) => client.deleteStream(probe, { expectedRevision: never }),
  'effacer un flux pour toujours': (client) => client.tombstoneStream(probe, { expectedRevision: never }),
  'changer les métadonnées d’un flux': (client) =>
    client.setStreamMetadata(probe, { maxCount: 1 }, { expectedRevision: never }),
} satisfies Record<string, (client: OneClient) => Promise<unknown>>;

/**
 * What this user may do and must not, in French. On such a server whoever may write a stream may also delete it, until
 * `ctg store prepare` has written two settings. Nothing is changed by asking: the revision that is expected cannot be.
 */
export async function excessiveRights(connection: Connection): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [right, ask] of Object.entries(questions)) {
    if (await mayDo(connection, ask)) found.push(right);
  }
  return found;
}

async function mayDo(connection: Connection, ask: (client: OneClient) => Promise<unknown>): Promise<boolean> {
  try {
    await connection.append(ask);
    return true;
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return true;
    if (error instanceof StoreUnavailable && error.cause instanceof AccessDeniedError) return false;
    throw error;
  }
}

/**
 * Writes the two settings with an administrator's credentials, and nothing else: the service may read `$all`; streams of
 * users are read and written by the service, deleted and described by administrators only.
 */
export async function writeRights(connection: Connection, service: string): Promise<'written' | 'as it was'> {
  const admins = '$admins';
  const ofAll = { $acl: { $r: [admins, service] } };
  const ofStreams = { $userStreamAcl: { $r: service, $w: service, $d: admins, $mr: admins, $mw: admins } };
  const written = [
    await writeLast(connection, '$$$all', '$metadata', ofAll),
    await writeLast(connection, '$settings', 'settings', ofStreams),
  ];
  return written.includes(true) ? 'written' : 'as it was';
}

/** Makes this the last event of a stream, unless it is. */
async function writeLast(
  connection: Connection,
  stream: string,
  type: string,
  data: JSONType,
): Promise<boolean> {
  let last: ResolvedEvent | undefined;
  try {
    const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const;
    [last] = await connection.read((client) => collect(client.readStream(stream, options)));
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  if (canonicalize(last?.event?.data) === canonicalize(data)) return false;
  const expectedRevision = last?.event ? last.event.revision : 'no_stream';
  const event = jsonEvent({ type, data });
  await connection.append((client) => client.appendToStream(stream, event, { expectedRevision }));
  return true;
}
