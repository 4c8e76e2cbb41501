import {
  type CorrectionData,
  Corrections,
  correctionsOf,
  type NewEvent,
  noCorrections,
  type PublishedEvent,
  type Saying,
} from '@ctg/contracts';
import canonicalize from 'canonicalize';

/** The history of one stream as it was recorded, and what corrects its events. */
export class RecordedHistory {
  readonly corrections: Corrections = noCorrections();

  constructor(readonly events: readonly PublishedEvent[]) {
    for (const event of events) this.corrections.note(event);
  }

  static async read(events: AsyncIterable<PublishedEvent>): Promise<RecordedHistory> {
    const read: PublishedEvent[] = [];
    for await (const event of events) read.push(event);
    return new RecordedHistory(read);
  }

  /** The events as they hold: corrected, without those that were annulled. */
  *holding(): Generator<PublishedEvent> {
    for (const event of this.events) {
      const holding = this.corrections.applied(event);
      if (holding) yield holding;
    }
  }

  /** What an event said last, before it was annulled. */
  lastSaid(event: PublishedEvent): Saying {
    const last = this.corrections.of(event.id).at(-1);
    return last ? (last.after ?? last.before) : sayingOf(event);
  }

  /** What an event says; undefined once it was annulled. */
  sayingOf(event: PublishedEvent): Saying | undefined {
    const last: CorrectionData | undefined = this.corrections.of(event.id).at(-1);
    return last ? last.after : sayingOf(event);
  }
}

/** True when both say the same, fields in whatever order. */
export const isSameSaying = (one: unknown, other: unknown): boolean =>
  canonicalize(one) === canonicalize(other);

/** What an event says. */
const sayingOf = ({ schemaVersion, data, occurredOn, effectiveOn }: PublishedEvent): Saying => ({
  version: schemaVersion,
  data: data as Saying['data'],
  occurredOn,
  ...(effectiveOn === undefined ? {} : { effectiveOn }),
});

/**
 * The event that annuls another, or says what holds in its place.
 * @param event as it was recorded
 * @param before what it said last
 * @param after absent: nothing holds in its place
 */
export function correcting(
  event: Pick<PublishedEvent, 'id' | 'type' | 'revision'>,
  before: Saying,
  reason: string,
  after?: Saying,
): NewEvent {
  const { FactAnnulled, FactCorrected } = correctionsOf(event.type.slice(0, event.type.indexOf('.')));
  const wrong = {
    factId: event.id,
    factType: event.type,
    factRevision: event.revision,
    reason,
    before,
  };
  return after ? FactCorrected({ ...wrong, after }) : FactAnnulled(wrong);
}
