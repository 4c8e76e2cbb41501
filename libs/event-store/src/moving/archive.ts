import type { RecordedEvent } from '../port.js';

/** An event as it travels from store to store: its bytes, its place in its stream, and when it was recorded. */
export type MovedEvent = Pick<
  RecordedEvent,
  'stream' | 'revision' | 'id' | 'type' | 'rawData' | 'rawMetadata' | 'recordedAt'
>;

/** Whatever holds the whole of a store: a server, or a folder. */
export interface Archive {
  /** What may be said aloud: no credentials. */
  readonly name: string;
  /** The events in the order of the store, after a given one. @throws NotTheSameStore it does not hold that one */
  read(after?: MovedEvent): AsyncIterable<MovedEvent>;
  /** The last event it holds. */
  last(): Promise<MovedEvent | undefined>;
  /** Writes events after the last one, keeping their place, bytes and time; a repeat of the last call is harmless. */
  receive(events: readonly MovedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** The target holds something that the source does not: it is not an earlier state of it. */
export class NotTheSameStore extends Error {
  override readonly name = 'NotTheSameStore';
}

/** A backup that is not what was written: cut short, altered, or a piece is gone. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}
