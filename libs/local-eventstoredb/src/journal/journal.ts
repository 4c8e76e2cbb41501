import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';

/** An event in the log of the stand-in. */
export interface Entry {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Milliseconds. */
  readonly created: number;
  /** Place of its first byte; commit and prepare are the same. */
  readonly position: bigint;
}

export type NewEntry = Omit<Entry, 'stream' | 'revision' | 'created' | 'position'>;

/** A stream's type of the last event when it was tombstoned. */
export const tombstone = '$streamDeleted';

/** The log of one server, or of one cluster: grows only, survives a restart, on disk when a file is given. */
export class Journal {
  readonly entries: Entry[] = [];
  readonly #streams = new Map<string, Entry[]>();
  readonly #followers = new Set<() => void>();
  #end = 0n;

  constructor(private readonly file?: string) {
    if (file && statSync(file, { throwIfNoEntry: false })) this.#load(file);
    if (this.entries.length === 0) this.append('$epoch-information', [blank('$epoch-information')]);
  }

  /** Where the next event will stand. */
  get end(): bigint {
    return this.#end;
  }

  /** All that was ever written to a stream, hidden or not. */
  of(stream: string): readonly Entry[] {
    return this.#streams.get(stream) ?? [];
  }

  isTombstoned(stream: string): boolean {
    return this.of(stream).at(-1)?.type === tombstone;
  }

  /** Writes without asking anything. */
  append(stream: string, events: readonly NewEntry[]): Entry | undefined {
    let last: Entry | undefined;
    const written: Entry[] = [];
    for (const event of events) {
      last = {
        ...event,
        stream,
        revision: this.of(stream).length,
        created: Date.now(),
        position: this.#end,
      };
      this.#add(last);
      written.push(last);
    }
    if (this.file && last) appendFileSync(this.file, asLine(written));
    for (const follower of this.#followers) follower();
    return last;
  }

  /** Forgets everything after a position, as a log does that is taken from a backup. */
  cutAfter(position: bigint): void {
    const kept = this.entries.slice(0, this.indexAt(position + 1n));
    this.entries.length = 0;
    this.#streams.clear();
    this.#end = 0n;
    for (const entry of kept) this.#add(entry);
    this.#rewrite();
  }

  /** Takes entries out of the log for good; what is left of their streams keeps its revisions. */
  scavenge(isHidden: (entry: Entry) => boolean): void {
    const kept = this.entries.filter((entry) => !isHidden(entry));
    this.entries.splice(0, this.entries.length, ...kept);
    this.#rewrite();
  }

  /** Index of the first entry at or after a position. */
  indexAt(position: bigint): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls after every append; returns what ends it. */
  follow(appended: () => void): () => void {
    this.#followers.add(appended);
    return () => this.#followers.delete(appended);
  }

  #add(entry: Entry): void {
    this.entries.push(entry);
    const stream = this.#streams.get(entry.stream);
    if (stream) stream.push(entry);
    else this.#streams.set(entry.stream, [entry]);
    this.#end = entry.position + BigInt(120 + entry.data.length + entry.metadata.length);
  }

  #rewrite(): void {
    if (this.file) writeFileSync(this.file, this.entries.map((entry) => asLine([entry])).join(''));
  }

  /** A line holds one append: what a kill cut short was never acknowledged, and goes as a whole. */
  #load(file: string): void {
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
    for (const line of whole.split('\n').filter(Boolean))
      for (const entry of JSON.parse(line) as Kept[])
        this.#add({
          ...entry,
          data: Uint8Array.from(Buffer.from(entry.data, 'base64')),
          metadata: Uint8Array.from(Buffer.from(entry.metadata, 'base64')),
          position: BigInt(entry.position),
        });
  }
}

/** An entry as the file keeps it. */
type Kept = Omit<Entry, 'data' | 'metadata' | 'position'> & Record<'data' | 'metadata' | 'position', string>;

const asLine = (entries: readonly Entry[]) =>
  `${JSON.stringify(
    entries.map(
      (entry): Kept => ({
        ...entry,
        data: Buffer.from(entry.data).toString('base64'),
        metadata: Buffer.from(entry.metadata).toString('base64'),
        position: String(entry.position),
      }),
    ),
  )}\n`;

/** An event of the server's own. */
export const blank = (type: string, data: unknown = {}): NewEntry => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Uint8Array.from(Buffer.from(JSON.stringify(data))),
  metadata: new Uint8Array(),
});
