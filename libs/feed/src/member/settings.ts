import { decodeEvent } from '@ctg/contracts';
import type { Decode } from '../delivery/recorded-event.js';
import type { MemberSettings } from './group-member.js';

export interface FeedSettings extends MemberSettings {
  /** Default: the whole catalogue of `@ctg/contracts`. */
  readonly decode: Decode;
}

export const defaultSettings: FeedSettings = {
  decode: decodeEvent,
  leaseMs: 15_000,
  standbyPollMs: 1_000,
  idleCheckpointMs: 2_000,
  silenceMs: 30_000,
  newerPatienceMs: 600_000,
  attempts: 4,
  retryDelayMs: 50,
};
