import type { Actor } from '@ctg/access';
import type { Warning } from '@ctg/contracts';
import type { RouteParams } from './define-command.js';

/** A command as someone sends it. */
export interface CommandRequest {
  readonly params: RouteParams;
  /** Already valid for the command's schema. */
  readonly body: unknown;
  readonly actor: Actor;
  /** The tenant the events belong to: the convention's, else the actor's. */
  readonly cafId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The caller's Idempotency-Key. */
  readonly idempotencyKey?: string;
  /**
   * A program of ours sends it, under a key made from an event: the key alone says that it is the same command. When the
   * event is delivered again to a newer version of the program, which would ask otherwise, it was done nevertheless.
   */
  readonly causedByEvent?: boolean;
  /** From If-Match: the stream's revision the caller saw. */
  readonly ifRevision?: number;
  readonly reason?: string;
  /**
   * In a rehearsal: when what it records is to count as recorded, a day of the Caf or an instant with its zone. Anywhere
   * else a request that says so is refused.
   */
  readonly recordedAt?: string;
  /** What is improbable is refused instead of recorded with a warning. */
  readonly refuseWarnings?: boolean;
}

export interface CommandOutcome {
  /** What the command made (a new record's id), or the subject it acted on. */
  readonly id: string;
  readonly stream: string;
  /** The stream's revision after the command; -1 when it does not exist. A repetition answers that of its first run. */
  readonly revision: number;
  /** Position of the last event, decimal string; absent when nothing changed. */
  readonly position?: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  /** What was improbable and was recorded all the same. */
  readonly warnings?: readonly Warning[];
  /** Nothing was recorded, because everything that was sent was recorded already. */
  readonly alreadyThere?: true;
}
