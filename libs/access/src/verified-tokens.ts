import { createHash } from 'node:crypto';
import type { Actor } from './roles.js';

interface Entry {
  readonly actor: Actor;
  /** An instant of the issuer's: milliseconds since 1970. */
  readonly expiresAt: number;
  /** As `performance.now()` counts: a clock that is set back keeps no signature trusted for longer. */
  readonly checkedAt: number;
}

/** It is now: milliseconds since 1970, and as `performance.now()` counts. */
export interface Now {
  readonly instant: number;
  readonly tick: number;
}

export const now = (): Now => ({ instant: Date.now(), tick: performance.now() });

/**
 * Tokens whose signature was checked a moment ago, by their SHA-256 (the token itself is never kept), so that a busy
 * caller does not cost one signature a request. Bounded: the oldest entry leaves first.
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, Entry>();

  constructor(
    readonly capacity: number,
    /** However long a token lives, its signature is checked again after this, so that a withdrawn key ends it. */
    readonly maxAgeMs: number,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  find(token: string, { instant, tick }: Now): Actor | undefined {
    const key = digest(token);
    const entry = this.#entries.get(key);
    if (entry && entry.expiresAt > instant && tick - entry.checkedAt < this.maxAgeMs) return entry.actor;
    if (entry) this.#entries.delete(key);
    return undefined;
  }

  keep(token: string, actor: Actor, expiresAt: number, { tick }: Now): void {
    const oldest = this.#entries.size >= this.capacity ? this.#entries.keys().next() : undefined;
    if (oldest && !oldest.done) this.#entries.delete(oldest.value);
    this.#entries.set(digest(token), { actor, expiresAt, checkedAt: tick });
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64');
