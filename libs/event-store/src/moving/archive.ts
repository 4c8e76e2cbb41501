import type { Position, RecordedEvent, StoreIdentity } from '../port.js';

/** An event as it travels from store to store: its bytes, its place in its stream, and when it was recorded. */
export type MovedEvent = Pick<
  RecordedEvent,
  'stream' | 'revision' | 'id' | 'type' | 'rawData' | 'rawMetadata' | 'recordedAt'
>;

/** Where a reader stands, by what it can be recognised by. */
export interface Place {
  readonly position: Position;
  /** Of the event there; left out by readers of before they kept it. */
  readonly eventId?: string;
}

/** Whatever holds the whole of a store: a server, or a folder. */
export interface Archive {
  /** What may be said aloud: no credentials. */
  readonly name: string;
  /** The events in the order of the store, after a given one. @throws NotTheSameStore it does not hold that one */
  read(after?: MovedEvent): AsyncIterable<MovedEvent>;
  /** The last event it holds. */
  last(): Promise<MovedEvent | undefined>;
  /** The events at these places; undefined where none of this archive is meant. */
  at(places: readonly Place[]): Promise<readonly (MovedEvent | undefined)[]>;
  /** Where an event of another archive stands in this one, for readers; undefined for one that it does not hold, and in a folder. */
  positionOf(event: MovedEvent): Promise<Position | undefined>;
  /** Which store its positions are of; undefined for an empty folder. */
  identity(): Promise<StoreIdentity | undefined>;
  /** Positions of before mean nothing from now on; a folder has none. */
  beginEpoch(atLeast: number): Promise<void>;
  /** Writes events after the last one, keeping their place, bytes and time; a repeat of the last call is harmless. */
  receive(events: readonly MovedEvent[], from?: StoreIdentity): Promise<void>;
  close(): Promise<void>;
}

/** The target holds something that the source does not: it is not an earlier state of it. */
export class NotTheSameStore extends Error {
  override readonly name = 'NotTheSameStore';
}

/** What was named can be neither read from nor written to; one French sentence. */
export class NotAnArchive extends Error {
  override readonly name = 'NotAnArchive';
}

/** A backup that is not what was written: cut short, altered, or a piece is gone. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/** Somebody wrote to the source after the copying ended: to go on with the target would lose that. */
export class StillWritten extends Error {
  override readonly name = 'StillWritten';
  constructor(source: string) {
    super(
      `Quelqu’un écrit encore dans ${source} : la copie est bonne jusqu’à la fin de la recopie, mais il y manque la suite. Arrêtez tous les services et relancez la même commande.`,
    );
  }
}
