import type { RecordedEvent } from '@ctg/event-store';
import { UnreadableEvent } from './decode-event.js';
import type { EventMetadata, PublishedEvent } from './envelope.js';

/**
 * Since when an event is known (ISO 8601, UTC): the store's own instant; in a rehearsal the one that its event declares
 * (docs/decisions/0029).
 */
export const knownSince = ({
  recordedAt,
  rehearsedAt,
}: Pick<PublishedEvent, 'recordedAt' | 'rehearsedAt'>): string => rehearsedAt ?? recordedAt;

/** Whether an event was recorded in a rehearsal, whatever it says beside. @param metadata as the store has them */
export const isRehearsed = (metadata: object): boolean =>
  (metadata as Partial<EventMetadata>).rehearsedAt !== undefined;

/** An event of a rehearsal has come to a process that is in none: what it declares is not believed. */
export class RehearsedEvent extends UnreadableEvent {
  override readonly name = 'RehearsedEvent';
}

/** Reads events where nothing is rehearsed: what a rehearsal recorded is refused, for its reader to park. */
export const withoutRehearsals =
  (decode: (recorded: RecordedEvent) => PublishedEvent) =>
  (recorded: RecordedEvent): PublishedEvent => {
    if (isRehearsed(recorded.metadata)) {
      throw new RehearsedEvent(
        `${recorded.type} was recorded in a rehearsal, and this process is in none: it is no fact.`,
      );
    }
    return decode(recorded);
  };
