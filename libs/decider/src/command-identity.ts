import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v7 as newUuid, v5 as uuidFromName } from 'uuid';
import type { AnyCommand, RouteParams } from './define-command.js';
import { invalid } from './rejection.js';
import type { ExecutedCommand } from './stream-states.js';

/** Namespace of the ids that are made from an Idempotency-Key. */
const namespace = '6f2b0e0a-6f0c-5d39-9f0e-0c5f8a1d7c11';

/** What makes a command the same command when it is sent again. */
export interface CommandIdentity {
  readonly id: string;
  readonly hash: string;
}

/**
 * The identity of a command sent with an Idempotency-Key: the key counts for its caller, its tenant, its command and
 * what the address names (the same key on another convention is another command).
 * The hash covers what was asked, so that a key used for something else is noticed.
 */
export function commandIdentity(
  command: AnyCommand,
  request: {
    cafId: string;
    actor: { subject: string };
    params: RouteParams;
    body: unknown;
    idempotencyKey?: string;
  },
): CommandIdentity | undefined {
  if (request.idempotencyKey === undefined) return undefined;
  const scope = [request.cafId, request.actor.subject, command.name, request.params, request.idempotencyKey];
  const asked = canonicalize({ name: command.name, params: request.params, body: request.body }) ?? '';
  return {
    id: uuidFromName(JSON.stringify(scope), namespace),
    hash: createHash('sha256').update(asked).digest('hex'),
  };
}

/** The id of what a creating command makes: the same for the same key, so that a repetition meets its first run. */
export function createdId(identity: CommandIdentity | undefined): string {
  return identity ? uuidFromName('created', identity.id) : newUuid();
}

/** Refuses a key that was used for another request. */
export function assertSameRequest(executed: ExecutedCommand, identity: CommandIdentity): void {
  if (executed.hash === identity.hash) return;
  throw invalid({
    code: 'idempotency-key-reused',
    title: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
    expected: 'la même demande, ou une clé nouvelle',
    found: 'une demande différente avec la même clé',
    advice: 'Envoyez une clé nouvelle pour chaque nouvelle demande.',
  });
}
