import type { StoreIdentity } from '../port.js';
import type { Archive, MovedEvent } from './archive.js';
import { NotTheSameStore, StillWritten } from './archive.js';
import { type ContentHash, differences, hashContent } from './content-hash.js';

/** Events written at once. */
const batchSize = 500;

export interface Progress {
  /** `following`: all that the source holds is copied, and what is newly written follows. */
  readonly phase: 'copying' | 'following' | 'verifying';
  readonly events: number;
}

export interface CopyOptions {
  readonly progress?: (done: Progress) => void;
  /** Goes on copying what is newly written, until it aborts: what was written by then is copied, and all is verified. */
  readonly follow?: AbortSignal;
}

/**
 * Copies everything after what the target already holds, then proves that both hold the same. It may be interrupted at any
 * time and begun again. Writers of the source may go on meanwhile: what they write after the copying ended is not in the
 * target. One that followed is there to be switched to, so nobody may have written since.
 * @throws NotTheSameStore the target holds something else, or the hashes differ · StillWritten
 */
export async function copyArchive(from: Archive, to: Archive, options: CopyOptions = {}): Promise<Verified> {
  let events = 0;
  let last = await to.last();
  const source = await from.identity();
  // Readers of the source may have kept positions (cursors outside): what they name here is another event.
  if (!last) await to.beginEpoch(epochAfter(source));
  for (;;) {
    // What is written until the signal is read by a reading that begins after it.
    const isLast = !options.follow || options.follow.aborted;
    const before = last;
    for await (const batch of inBatches(from.read(last))) {
      await to.receive(batch, source);
      last = batch.at(-1) ?? last;
      events += batch.length;
      options.progress?.({ phase: 'copying', events });
    }
    if (isLast) break;
    if (last !== before) continue;
    options.progress?.({ phase: 'following', events });
    if (options.follow) await pause(200, options.follow);
  }
  const verified = await verifyCopy(from, to, options);
  if (options.follow && !verified.isAll) throw new StillWritten(from.name);
  return verified;
}

export interface Verified extends ContentHash {
  /** False when the source holds more by now. */
  readonly isAll: boolean;
}

/** Compares all that the target holds with the source. @throws NotTheSameStore with the streams that differ */
export async function verifyCopy(from: Archive, to: Archive, options: CopyOptions = {}): Promise<Verified> {
  const last = await to.last();
  const progress = (events: number) => options.progress?.({ phase: 'verifying', events });
  const empty = (async function* () {})();
  const source = await hashContent(last ? from.read() : empty, { ...(last ? { upTo: last } : {}), progress });
  const target = await hashContent(to.read(), { progress });
  if (source.whole === target.whole) {
    const end = await from.last();
    return { ...target, isAll: end?.id === last?.id && end?.stream === last?.stream };
  }
  const streams = differences(source, target);
  throw new NotTheSameStore(
    streams.length > 0
      ? `${from.name} et ${to.name} diffèrent dans ${streams.join(', ')}${streams.length === 10 ? '…' : ''}.`
      : `${from.name} et ${to.name} ont les mêmes flux dans un autre ordre.`,
  );
}

/**
 * An epoch that no copy of this store has had, nor will: the minutes since 1970, so that two restorations of one backup are told
 * apart although neither knows of the other.
 */
const epochAfter = (source: StoreIdentity | undefined) =>
  Math.max((source?.epoch ?? 0) + 1, Math.floor(Date.now() / 60_000));

async function* inBatches(events: AsyncIterable<MovedEvent>): AsyncGenerator<MovedEvent[]> {
  let batch: MovedEvent[] = [];
  for await (const event of events) {
    batch.push(event);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
