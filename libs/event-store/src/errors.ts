import type { ExpectedRevision } from './port.js';

/** The stream is not at the revision the writer expected. `actual` is its last revision, or `'no-stream'`. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number | 'no-stream',
  ) {
    super(`Stream ${stream}: expected revision ${expected}, found ${actual}. Read it again and decide anew.`);
  }
}

/** An event id is already taken by an event with other content, or in another stream. */
export class EventIdReused extends Error {
  override readonly name = 'EventIdReused';
  constructor(
    readonly stream: string,
    readonly eventId: string,
  ) {
    super(
      `Event id ${eventId} (append to ${stream}) already belongs to another event. Give a new event a new id.`,
    );
  }
}

/** One append carries more than the port allows (`limits`). */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** The event cannot be written as canonical JSON, has a bad id or type, or the append is empty. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** A newer version of the product has written here; this one would read it wrongly. The message is one French sentence. */
export class NewerData extends Error {
  override readonly name = 'NewerData';
  /** `where`: the schema or folder; `unknown`: what stands there that this version does not know. */
  constructor(
    readonly where: string,
    readonly unknown: readonly (string | number)[],
  ) {
    super(
      `Les données de « ${where} » ont été écrites par une version plus récente du produit (inconnu de celle-ci : ${unknown.slice(0, 5).join(', ')}) : démarrez cette version plus récente, ou choisissez d’autres données. Rien n’y a été touché.`,
    );
  }
}

/** The database has not been prepared for this program, and its role may not do so itself. The message is one French sentence. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
  constructor(where: string, options?: ErrorOptions) {
    super(
      `La base n’est pas préparée pour cette version : il manque quelque chose dans « ${where} », et ce rôle n’a pas le droit de l’y faire. Lancez d’abord « npm run -s ctg -- store prepare » avec l’adresse d’un administrateur de la base dans DATABASE_URL.`,
      options,
    );
  }
}

/** A place that this store never gave out: positions are passed on as they are, never made. */
export class UnknownPosition extends Error {
  override readonly name = 'UnknownPosition';
  constructor(readonly position: bigint) {
    super(`No event of this store stands at ${position}: go on from a position that it gave.`);
  }
}

/** The server cannot be reached, or refuses; nothing is known to have been written unless a retry says so. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store cannot be opened; the message is one French sentence for who starts it: what is wrong, what to do, no secret. */
export class StoreRefusal extends StoreUnavailable {}

/** A stream was shortened, deleted or hidden by somebody who could: it is reported, never read as a shorter one. */
export class StreamDamaged extends Error {
  override readonly name = 'StreamDamaged';
  constructor(
    readonly stream: string,
    readonly found: string,
  ) {
    super(
      `Stream ${stream} is no longer whole: ${found}. Events are never deleted; restore the store from a backup, and take the right to delete from everybody.`,
    );
  }
}
