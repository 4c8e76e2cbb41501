import type { StoreIdentity } from '@ctg/event-store';

/** A place in the store, with what the store can be recognised by later. */
export interface Mark {
  readonly position: bigint;
  /** Of the event at this very position; left out when there is none, or when it was not known. */
  readonly eventId?: string;
  readonly store?: StoreIdentity;
}

/** A checkpoint that does not fit the store: the store was restored to an earlier state, or is another one. */
export class CheckpointAstray extends Error {
  override readonly name = 'CheckpointAstray';
  constructor(
    readonly mark: Mark,
    /** What was found instead. */
    readonly found: string,
  ) {
    super(
      `The checkpoint ${mark.position} is not of this event store (${found}): the store was restored or exchanged. ` +
        'What was built from it must be built anew: see « A restored event store » in docs/operations.md.',
    );
  }
}
