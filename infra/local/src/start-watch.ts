import type { ServiceProgress } from './catch-up-progress.js';

/** What a start and what runs afterwards may be told, and tells. */
export interface StartWatch {
  /** Ends a start that is under way: what had been started is stopped again, and the start throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Connections that are open when a stop is asked for may bring requests for so many milliseconds more; default 0. */
  readonly partingTime?: number;
  /** Something that somebody should know, and that was mended; French. */
  readonly told?: (sentence: string) => void;
  /** How far each service's first catch-up has come; told again and again until all are ready. */
  readonly catchingUp?: (services: readonly ServiceProgress[]) => void;
  /** What cannot be done without has ended for good: nothing is left but to stop; French. */
  readonly lost?: (sentence: string) => void;
}
