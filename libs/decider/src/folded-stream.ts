import {
  type Corrections,
  decodeEvent,
  isChangedNothing,
  isCorrection,
  isFromANewerVersion,
  noCorrections,
  type PublishedEvent,
  UnreadableEvent,
} from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { type Decider, ownState, type PastEvent } from './decider.js';
import { Rejection } from './rejection.js';

/** Where an event stands in its stream, and what is remembered of it. */
export interface Place {
  readonly revision: number;
  readonly id: string;
  /** The tenant. */
  readonly cafId: string;
  /** About how many bytes its data are. */
  readonly bytes: number;
}

/**
 * A stream folded up to a revision. It is moved on in place and by whoever comes first: an event is folded once however
 * many readers bring it, because each counts only as the next one.
 */
export class FoldedStream<State = unknown> {
  state: State;
  /** -1: the stream does not exist. */
  revision = -1;
  /** The event at that revision: a store that was restored has another one there. */
  lastEventId: string | undefined;
  /** The tenant of its first event. */
  cafId: string | undefined;
  /** At most so many bytes are kept of its events. */
  bytes = 0;
  /** The revision of its newest snapshot. */
  snapshotAt = -1;
  /** A correction of what was folded before has come: it stays at the revision before, and counts no more. */
  isOutdated = false;

  /** @param corrections of its events, those that stand further on in the stream included */
  constructor(
    readonly decider: Decider<State>,
    private readonly corrections: Corrections = noCorrections(),
  ) {
    // A fold may change the state that it is given; the decider's own stays as it is.
    this.state = ownState(decider.initial);
  }

  /** Folds an event if it is the next one. @throws Rejection `newer-history` one that this version does not know */
  fold(recorded: RecordedEvent): void {
    if (recorded.revision !== this.revision + 1) return;
    const event = readable(recorded);
    const { revision, id } = recorded;
    this.apply(event, { revision, id, cafId: event.cafId, bytes: recorded.rawData.length });
  }

  /** The same for one in its newest version. */
  apply(event: PastEvent, { revision, id, cafId, bytes }: Place): void {
    if (revision !== this.revision + 1) return;
    if (isCorrection(event.type) && !this.corrections.knows(id)) {
      this.isOutdated = true;
      return;
    }
    const holding = this.corrections.isEmpty ? event : this.corrections.applied({ ...event, id });
    if (holding && !isChangedNothing(event.type)) this.state = this.decider.evolve(this.state, holding);
    this.revision = revision;
    this.lastEventId = id;
    this.cafId ??= cafId;
    this.bytes += bytes;
  }
}

/** An event in its newest version. @throws Rejection 409 `newer-history` this version does not know it */
export function readable(recorded: RecordedEvent): PublishedEvent {
  if (isFromANewerVersion(recorded.type)) throw newerHistory(`l’événement ${recorded.type}`);
  try {
    return decodeEvent(recorded);
  } catch (error) {
    if (error instanceof UnreadableEvent) throw newerHistory(error.message);
    throw error;
  }
}

/** Nothing is decided on half a history: a newer version wrote to this stream, and was rolled back. */
const newerHistory = (found: string) =>
  new Rejection(409, {
    code: 'newer-history',
    title: 'L’histoire de cet objet contient ce que cette version du service ne sait pas lire.',
    expected: 'une version du service au moins égale à celle qui l’a écrit',
    found,
    advice: 'Rien n’est perdu : mettez le service à jour, puis recommencez.',
  });
