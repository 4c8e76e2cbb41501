import {
  type Corrections,
  correctionIn,
  correctionTypesOf,
  isCorrection,
  noCorrections,
  type PublishedEvent,
} from '@ctg/contracts';
import { type EventStore, parseStreamName } from '@ctg/event-store';
import type { FeedFilter } from '@ctg/feed';
import type { Decode } from '@ctg/feed/embedded';
import type { ObjectLiteral } from 'typeorm';
import type { Projection } from '../projection.js';

/** The types that a projection's group is delivered: its own, and what corrects them. */
const deliveredTypes = ({ eventTypes }: Pick<Projection, 'eventTypes'>): readonly string[] => [
  ...new Set([...eventTypes, ...correctionTypesOf(eventTypes)]),
];

/** What its group asks the feed for. */
export const deliveredFilter = (
  projection: Pick<Projection, 'eventTypes' | 'tellsUnknown'>,
): Pick<FeedFilter, 'eventTypes' | 'unknownTypes'> =>
  projection.tellsUnknown ? { unknownTypes: 'as-written' } : { eventTypes: deliveredTypes(projection) };

/** True for a correction that is not folded as it is: the rows that the wrong event touched are folded anew. */
export const isToRefold = (
  { tellsCorrections }: Pick<Projection, 'tellsCorrections'>,
  { type }: PublishedEvent,
): boolean => isCorrection(type) && !tellsCorrections;

/** A row that was folded anew, with what the row before had of other subjects. */
export const kept = <Row extends ObjectLiteral>(
  { keepOfOthers }: Projection<Row>,
  anew: Row | undefined,
  before: Row | undefined,
  { stream }: PublishedEvent,
  key: string,
): Row | undefined =>
  keepOfOthers ? keepOfOthers(anew, before, parseStreamName(stream).subject, key) : anew;

/** Folds rows anew from the store, as a correction wants it. */
export class Refold {
  constructor(
    private readonly store: EventStore,
    private readonly decode: Decode,
  ) {}

  /**
   * The rows that a corrected event touched, wrong or right, as they are with everything that is known up to the
   * correction; undefined: no longer there. None where the projection does not fold events of that type.
   *
   * A row is folded from events of one service about one subject (what it has of others, `keepOfOthers` gives back): those
   * come in the order of the store, whichever way events travel, so nothing is folded here that is still to be delivered.
   */
  async rows<Row extends ObjectLiteral>(
    projection: Projection<Row>,
    correction: PublishedEvent,
  ): Promise<ReadonlyMap<string, Row | undefined>> {
    const rows = new Map<string, Row | undefined>();
    const { factId, factType } = correctionIn(correction);
    if (!projection.eventTypes.includes(factType)) return rows;
    const { corrections, fact } = await this.#known(correction, factId);
    if (!fact) throw new Error(`${correction.type} ${correction.id} corrects no event of its stream.`);
    for (const version of corrections.versionsOf(fact))
      for (const key of projection.keys(version)) rows.set(key, undefined);
    const types = new Set(projection.eventTypes);
    for await (const event of this.#upTo(correction)) {
      if (!types.has(event.type)) continue;
      const holding = corrections.applied(event);
      if (!holding) continue;
      for (const key of projection.keys(holding))
        if (rows.has(key)) rows.set(key, projection.apply(rows.get(key), holding, key));
    }
    return rows;
  }

  async #known(
    correction: PublishedEvent,
    factId: string,
  ): Promise<{ corrections: Corrections; fact: PublishedEvent | undefined }> {
    const corrections = noCorrections();
    let fact: PublishedEvent | undefined;
    for await (const event of this.#upTo(correction)) {
      corrections.note(event);
      if (event.id === factId) fact = event;
    }
    return { corrections, fact };
  }

  /** The events of the correction's service and subject, it included. */
  async *#upTo({ stream, type, position }: PublishedEvent): AsyncGenerator<PublishedEvent> {
    const last = BigInt(position);
    const service = type.slice(0, type.indexOf('.') + 1);
    const { subject } = parseStreamName(stream);
    for await (const recorded of this.store.readAll({ filter: { subject } })) {
      if (recorded.position > last) return;
      if (recorded.type.startsWith(service)) yield this.decode(recorded);
    }
  }
}
