import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v7 as newUuid, v5 as uuidFromName } from 'uuid';
import type { CommandRequest } from './command-request.js';
import type { AnyCommand } from './define-command.js';

/** Namespace of the ids that are made from an Idempotency-Key. */
const namespace = '6f2b0e0a-6f0c-5d39-9f0e-0c5f8a1d7c11';

/** What makes a command the same command when it is sent again. Every id that it makes follows from `id`. */
export interface CommandIdentity {
  readonly id: string;
  /** It was sent with a key: it will be recognised. Without one nobody can send it again. */
  readonly isKeyed: boolean;
  /** Of what was asked, so that a key used for something else is noticed. */
  readonly hash: string;
  /** The key alone says that it is the same command. */
  readonly keySaysAll: boolean;
}

/**
 * The identity of a command. A key counts for its caller, its tenant, its command and what the address names (the same
 * key on another convention is another command).
 */
export function commandIdentity(command: AnyCommand, request: CommandRequest): CommandIdentity {
  const { cafId, actor, params, body, idempotencyKey, causedByEvent, recordedAt } = request;
  if (idempotencyKey === undefined) return { id: newUuid(), isKeyed: false, hash: '', keySaysAll: false };
  const scope = [cafId, actor.subject, command.name, params, idempotencyKey];
  const rehearsed = recordedAt === undefined ? {} : { recordedAt };
  const asked = canonicalize({ name: command.name, params, body, ...rehearsed }) ?? '';
  return {
    id: uuidFromName(JSON.stringify(scope), namespace),
    isKeyed: true,
    hash: createHash('sha256').update(asked).digest('hex'),
    keySaysAll: causedByEvent ?? false,
  };
}

/** The id of the nth event (from 0) of a command: the store itself recognises a repetition by it, for ever. */
export const eventIdOf = ({ id }: CommandIdentity, index: number): string => uuidFromName(String(index), id);

/** The id of what a creating command makes: the same for the same key, so that a repetition meets its first run. */
export const createdId = (identity: CommandIdentity): string => recordId(identity, 'created');

/** The nth id (from 0) that its decision makes. */
export const madeId = (identity: CommandIdentity, index: number): string =>
  recordId(identity, `made ${index}`);

/** Without a key nothing is repeated: its ids are in the order of time, as indexes and lists like them. */
const recordId = ({ id, isKeyed }: CommandIdentity, name: string): string =>
  isKeyed ? uuidFromName(name, id) : newUuid();
