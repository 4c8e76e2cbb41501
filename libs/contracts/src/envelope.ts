import type { JsonObject } from '@ctg/event-store';

/** Who caused an event: never a name, only ids. */
export interface EventActor {
  readonly subject: string;
  readonly role: string;
  /** SIREN of the organisation the person acted for. */
  readonly organisation?: string;
}

/** What every event carries beside its data; stored as the event's metadata. Days are `YYYY-MM-DD`. */
export interface EventMetadata {
  readonly schemaVersion: number;
  /** The tenant. */
  readonly cafId: string;
  readonly conventionId?: string;
  readonly actor: EventActor;
  readonly correlationId: string;
  readonly causationId: string;
  /** The day it happened in the world (a deliberation of last month recorded today). */
  readonly occurredOn: string;
  /** The day from which it holds in the world, where that is another day (an amendment in force from January). */
  readonly effectiveOn?: string;
  readonly reason?: string;
  /** What was improbable in it when it was recorded, for those who look again; see `warningsIn`. */
  readonly warnings?: string;
  /**
   * Recorded in a rehearsal: when it is to count as recorded there (ISO 8601, UTC). The store's own instant stays what it
   * is; see `knownSince`.
   */
  readonly rehearsedAt?: string;
  /** Set when the command came with an Idempotency-Key: the key's id, and a hash of the command. */
  readonly commandId?: string;
  readonly commandHash?: string;
  /** The id that the command answered with. */
  readonly commandResult?: string;
}

/** An event as other services, read models and subscribers see it: envelope and data, upcast to the newest version. */
export interface PublishedEvent<Type extends string = string, Data = JsonObject> extends EventMetadata {
  readonly id: string;
  readonly type: Type;
  readonly stream: string;
  readonly revision: number;
  /** Decimal string, ordered as a number. */
  readonly position: string;
  /** ISO 8601 instant, UTC, by the store's clock; see `knownSince` for when it counts from. */
  readonly recordedAt: string;
  readonly data: Data;
}
