import type { Entry, Journal } from './journal.js';

/** What `$$stream` says of a stream. */
export interface StreamMetadata {
  readonly $maxCount?: number;
  /** Seconds. */
  readonly $maxAge?: number;
  readonly $tb?: number;
  readonly $acl?: Acl;
}

/** Who may read, write, delete, read and write metadata: names of users and groups. */
export interface Acl {
  readonly $r?: string | readonly string[];
  readonly $w?: string | readonly string[];
  readonly $d?: string | readonly string[];
  readonly $mr?: string | readonly string[];
  readonly $mw?: string | readonly string[];
}

/** Of a soft delete: more than any revision. */
export const everything = 2 ** 63;

export function metadataOf(journal: Journal, stream: string): StreamMetadata {
  const last = journal.of(`$$${stream}`).at(-1);
  return last ? (JSON.parse(Buffer.from(last.data).toString()) as StreamMetadata) : {};
}

/** First revision that a reader of the stream is shown. `$all` shows the hidden ones all the same. */
function hiddenBefore(journal: Journal, stream: string): number {
  const { $maxCount, $tb } = metadataOf(journal, stream);
  const length = journal.of(stream).length;
  return Math.max($tb ?? 0, $maxCount === undefined ? 0 : length - $maxCount);
}

/** What a reader of the stream is shown. */
export function visible(journal: Journal, stream: string): readonly Entry[] {
  const first = hiddenBefore(journal, stream);
  const { $maxAge } = metadataOf(journal, stream);
  const youngest = $maxAge === undefined ? Number.NEGATIVE_INFINITY : Date.now() - $maxAge * 1_000;
  return journal.of(stream).filter(({ revision, created }) => revision >= first && created >= youngest);
}

/** Deleted softly: everything written so far is hidden. */
export function isSoftDeleted(journal: Journal, stream: string): boolean {
  const length = journal.of(stream).length;
  return length > 0 && hiddenBefore(journal, stream) >= length;
}
