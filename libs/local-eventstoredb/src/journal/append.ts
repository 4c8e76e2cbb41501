import { blank, type Entry, type Journal, type NewEntry } from './journal.js';
import { everything, isSoftDeleted, metadataOf } from './stream-metadata.js';

export type Expected = number | 'no-stream' | 'stream-exists' | 'any';

export type Outcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position?: bigint }
  | { readonly kind: 'conflict'; readonly actual: number | 'no-stream' }
  | { readonly kind: 'deleted' | 'too-large' | 'bad-request' | 'thrown' };

/** Bytes of `data` that one append must stay below. */
export const maxAppendSize = 1_048_576;

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const zero = '00000000-0000-0000-0000-000000000000';

/**
 * Appends as a real server does. With an exact revision (or none) an id is known only *at the place where it was first
 * written*, for ever; with `any` and `stream-exists` only as long as it is in the cache.
 */
export class Appender {
  /** Ids written lately: stream and revision. Lost at a restart, and when so many others came after. */
  readonly #cache = new Map<string, Pick<Entry, 'stream' | 'revision'>>();

  constructor(
    private readonly journal: Journal,
    private readonly cacheSize: number,
  ) {}

  append(stream: string, given: readonly NewEntry[], expected: Expected): Outcome {
    const events = given.map((event) => ({ ...event, id: event.id.toLowerCase() }));
    if (stream === '' || events.some(isBad)) return { kind: 'bad-request' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) >= maxAppendSize) return { kind: 'too-large' };
    if (this.journal.isTombstoned(stream)) return { kind: 'deleted' };
    if (events.length === 0) return { kind: 'success', revision: 0 };
    if (expected === 'any' || expected === 'stream-exists') return this.#loosely(stream, events, expected);
    const at = expected === 'no-stream' ? 0 : expected + 1;
    const length = this.journal.of(stream).length;
    if (isSoftDeleted(this.journal, stream) && expected === 'no-stream') {
      return this.#standsAt(stream, events, 0) ? { kind: 'thrown' } : this.#revive(stream, events);
    }
    // At the end of the stream nothing is compared: what is known elsewhere is written a second time.
    if (at === length) return this.#write(stream, events);
    return this.#standsAt(stream, events, at) ?? this.#conflict(stream);
  }

  #loosely(stream: string, events: readonly NewEntry[], expected: 'any' | 'stream-exists'): Outcome {
    if (expected === 'stream-exists' && this.journal.of(stream).length === 0) return this.#conflict(stream);
    const known = events.map(({ id }) => this.#cache.get(`${stream} ${id}`));
    if (known.every((each) => each === undefined)) return this.#write(stream, events);
    return this.#standsAt(stream, events, known[0]?.revision ?? -1) ?? this.#conflict(stream);
  }

  /** The answer given before, when just these ids stand there; content is not compared. */
  #standsAt(stream: string, events: readonly NewEntry[], at: number): Outcome | undefined {
    const there = this.journal.of(stream).slice(Math.max(at, 0), Math.max(at, 0) + events.length);
    const last = there.at(-1);
    const isSame = there.length === events.length && events.every(({ id }, i) => id === there[i]?.id);
    return isSame && last ? { kind: 'success', revision: last.revision, position: last.position } : undefined;
  }

  #revive(stream: string, events: readonly NewEntry[]): Outcome {
    const metadata = { ...metadataOf(this.journal, stream), $tb: this.journal.of(stream).length };
    this.journal.append(`$$${stream}`, [blank('$metadata', metadata)]);
    return this.#write(stream, events);
  }

  #write(stream: string, events: readonly NewEntry[]): Outcome {
    const from = this.journal.of(stream).length;
    const last = this.journal.append(stream, events);
    events.forEach(({ id }, index) => {
      this.#cache.set(`${stream} ${id}`, { stream, revision: from + index });
    });
    for (const key of this.#cache.keys()) {
      if (this.#cache.size <= this.cacheSize) break;
      this.#cache.delete(key);
    }
    return last ? { kind: 'success', revision: last.revision, position: last.position } : { kind: 'thrown' };
  }

  #conflict(stream: string): Outcome {
    const length = this.journal.of(stream).length;
    return { kind: 'conflict', actual: length === 0 ? 'no-stream' : length - 1 };
  }
}

/** Hides what was written; revisions go on after it. */
export function softDelete(journal: Journal, stream: string): void {
  const metadata = { ...metadataOf(journal, stream), $tb: everything };
  journal.append(`$$${stream}`, [blank('$metadata', metadata)]);
}

const isBad = ({ id, type }: NewEntry) => type === '' || !idShape.test(id) || id === zero;
