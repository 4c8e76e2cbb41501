import { NewerEvent } from '@ctg/contracts';
import type { Incoming } from '../delivery/incoming.js';
import { type Decode, fromStore } from '../delivery/recorded-event.js';
import type { Lane } from '../lanes/lanes.js';
import type { FeedFilter } from '../port.js';
import { fromRecord, headerText } from './from-record.js';
import type { LanePlace } from './lane-place.js';
import { keptRecord, MalformedIncoming } from './malformed-record.js';
import { type BrokerRecord, headerPrefix } from './record.js';

export interface RecordReaderOptions {
  readonly decode: Decode;
  /** Types that this program knows; others are parked until an update knows them. */
  readonly knows: (type: string) => boolean;
  /** Tenants that may appear; left out: any. */
  readonly tenants?: readonly string[];
}

/** Turns records into what is delivered: filtered, without repetitions, with what is malformed as something to park. */
export class RecordReader {
  constructor(private readonly options: RecordReaderOptions) {}

  /** `isKnown` says of an event whether the group has had it. */
  read(
    lane: Lane,
    records: readonly BrokerRecord[],
    filter: FeedFilter | undefined,
    isKnown: (incoming: Incoming) => boolean,
  ): Incoming<LanePlace>[] {
    const types = filter?.eventTypes && new Set(filter.eventTypes);
    const wanted: Incoming<LanePlace>[] = [];
    let { position } = lane;
    for (const record of records) {
      const type = headerText(record, `${headerPrefix}type`);
      if (types && type !== undefined && !types.has(type)) continue;
      const place = { lane, position, nextOffset: BigInt(record.offset) + 1n };
      const incoming = this.#incoming(record, place, filter?.unknownTypes !== undefined);
      if (isKnown(incoming) || (incoming.position !== 0n && incoming.position <= position)) continue;
      position = incoming.place.position;
      wanted.push(incoming);
    }
    return wanted;
  }

  #incoming(record: BrokerRecord, place: LanePlace, takesUnknown: boolean): Incoming<LanePlace> {
    const { decode, knows, tenants } = this.options;
    try {
      const recorded = fromRecord(record);
      const { cafId } = recorded.metadata as { cafId?: string };
      if (tenants && !tenants.includes(cafId ?? ''))
        return new MalformedIncoming(record, `Tenant ${cafId} is not served here.`, place);
      return new Placed(
        fromStore(recorded, (event) => {
          if (!takesUnknown && !knows(event.type))
            throw new NewerEvent(`${event.type} is not known here: update this service.`);
          return decode(event);
        }),
        { ...place, position: recorded.position },
        record,
      );
    } catch (error) {
      return new MalformedIncoming(record, (error as Error).message, place);
    }
  }
}

/** An event with the place of its record. */
class Placed implements Incoming<LanePlace> {
  constructor(
    private readonly inner: Incoming,
    readonly place: LanePlace,
    private readonly record: BrokerRecord,
  ) {}

  get event() {
    return this.inner.event;
  }

  get key() {
    return this.inner.key;
  }

  get position() {
    return this.inner.position;
  }

  get newer() {
    return this.inner.newer;
  }

  get unreadable() {
    return this.inner.unreadable;
  }

  raw(): string {
    // The record beside the event: whoever looks into a dead letter sees its headers, too.
    return JSON.stringify({ ...JSON.parse(this.inner.raw()), record: keptRecord(this.record) });
  }

  fresh(): Incoming<LanePlace> {
    return new Placed(this.inner.fresh(), this.place, this.record);
  }
}
