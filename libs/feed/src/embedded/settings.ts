import { decodeEvent } from '@ctg/contracts';
import type { Decode } from './recorded-event.js';

export interface EmbeddedFeedSettings {
  /** Default: the whole catalogue of `@ctg/contracts`. */
  readonly decode: Decode;
  /** A member that is not heard of for so long has lost its group to another one. Milliseconds, like all below. */
  readonly leaseMs: number;
  readonly standbyPollMs: number;
  /** How often the checkpoint is written when pages bring nothing for the group. */
  readonly idleCheckpointMs: number;
  /** When the store has not even said that it is quiet for so long, the lease is no longer prolonged. */
  readonly silenceMs: number;
  /** How often one event is tried before it is parked. */
  readonly attempts: number;
  readonly retryDelayMs: number;
}

export const defaultSettings: EmbeddedFeedSettings = {
  decode: decodeEvent,
  leaseMs: 15_000,
  standbyPollMs: 1_000,
  idleCheckpointMs: 2_000,
  silenceMs: 30_000,
  attempts: 4,
  retryDelayMs: 50,
};
