import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isOurs } from '@ctg/contracts';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import type { KafkaMessage } from 'kafkajs';
import { serviceOf } from '../cloud-events/attributes.js';
import { isClaim } from './claim.js';
import { connectKafka } from './client.js';
import { EventBook } from './event-book.js';
import { fromRecord, headerText } from './from-record.js';
import { publishingServices } from './kafka-feed.js';
import { NotOurs } from './not-ours.js';
import { readTopics } from './read-topics.js';
import { headerPrefix } from './record.js';
import type { KafkaSettings } from './settings.js';
import { topicOf } from './topics.js';

/** What a comparison of the topics with the store found. */
export interface Verification {
  /** Events that the store holds up to the position that was compared. */
  readonly events: number;
  readonly records: number;
  /** Events that no topic holds. */
  readonly missing: number;
  /** Positions of the first of them, at most 20. */
  readonly firstMissing: readonly string[];
  /** Records that are events of the store, but not with its bytes. */
  readonly altered: number;
  /** Records that are no events of ours, or not readable. */
  readonly foreign: number;
  /** Events of the store that are not ours and have no topic: they are not published. */
  readonly notOurs: number;
  /** Their types, at most 20. */
  readonly typesNotOurs: readonly string[];
  /** Records whose topic could not carry the data of their event: it is published without them. */
  readonly withoutData: number;
  /** Positions of the first of them, at most 20. */
  readonly firstWithoutData: readonly string[];
  /** Records of events that were there already: at least once allows them. */
  readonly repeated: number;
  /** Records behind a later event of their partition that are no repetition: never. */
  readonly outOfOrder: number;
}

export interface VerifyOptions {
  readonly store: EventStore;
  readonly kafka: KafkaSettings;
  /** Only events up to here are expected: how far the relay says it has come. */
  readonly upTo: bigint;
  readonly services?: readonly string[];
}

/**
 * Reads every topic from its beginning and compares it with the store, byte for byte by checksum. Keeps 13 bytes an
 * event in memory.
 * @throws Error when the broker does not answer
 */
export async function verifyTopics(options: VerifyOptions): Promise<Verification> {
  const { store, kafka: settings, upTo, services = publishingServices } = options;
  const expected = new Expected(upTo, new Set(services));
  for await (const event of store.readAll()) {
    if (event.position > upTo) break;
    expected.add(event);
  }
  const kafka = connectKafka(settings, `${settings.prefix}.verify`);
  const topics = services.map((service) => topicOf(settings.prefix, service));
  await readTopics(kafka, `${settings.prefix}.verify.${randomUUID()}`, topics, (topic, partition, message) =>
    expected.meet(topic, partition, message),
  );
  return expected.result();
}

/** What the store holds, and what of it was met. */
class Expected {
  readonly #events = new EventBook();
  readonly #notOurs = new NotOurs();
  readonly #last = new Map<string, bigint>();
  #counts = { records: 0, altered: 0, foreign: 0, repeated: 0, outOfOrder: 0 };
  readonly #withoutData = new Set<bigint>();

  constructor(
    private readonly upTo: bigint,
    private readonly services: ReadonlySet<string>,
  ) {}

  /** In the order of the store. */
  add(event: RecordedEvent): void {
    if (this.services.has(serviceOf(event.type)) || !this.#notOurs.passesOver(event))
      this.#events.add(event.position, checksum(event), isOurs(event.metadata));
  }

  meet(topic: string, partition: number, { offset, key, value, headers }: KafkaMessage): void {
    const counts = this.#counts;
    counts.records++;
    const record = { topic, partition, offset, key, value, headers: headers ?? {} };
    const claims = isClaim(record);
    const event = readable(claims ? { ...record, value: noData } : record);
    const position = event?.position ?? 0n;
    // Published after the comparison began.
    if (position > this.upTo) return void counts.records--;
    const at = this.#events.find(position);
    if (!event || at === undefined) return void this.#foreign(record);
    if (claims) this.#withoutData.add(position);
    else if (this.#events.checksum(at) !== checksum(event)) return void counts.altered++;
    // Published again whole, after its topic was given more room.
    else this.#withoutData.delete(position);
    if (!this.#events.meet(at)) return void counts.repeated++;
    const lane = `${topic}/${partition}`;
    const last = this.#last.get(lane) ?? 0n;
    if (last > position) counts.outOfOrder++;
    else this.#last.set(lane, position);
  }

  /** What somebody else wrote is published as it is, and is no event of ours in its topic: foreign, and not missing. */
  #foreign(record: Parameters<typeof fromRecord>[0]): void {
    const named = headerText(record, `${headerPrefix}position`) ?? '';
    const at = /^\d{1,18}$/.test(named) ? this.#events.find(BigInt(named)) : undefined;
    if (at !== undefined && this.#events.isForeign(at) && !this.#events.meet(at)) this.#counts.repeated++;
    else this.#counts.foreign++;
  }

  result(): Verification {
    const { count, first } = this.#events.unmet(20);
    const withoutData = [...this.#withoutData].sort((one, other) => (one < other ? -1 : 1));
    return {
      events: this.#events.size,
      missing: count,
      firstMissing: first,
      withoutData: withoutData.length,
      firstWithoutData: withoutData.slice(0, 20).map(String),
      notOurs: this.#notOurs.counted,
      typesNotOurs: this.#notOurs.types,
      ...this.#counts,
    };
  }
}

const noData = Buffer.from('{}');

const checksum = ({ id, type, stream, revision, rawData, rawMetadata }: RecordedEvent): number =>
  crc32(`${id} ${type} ${stream} ${revision} ${rawData} ${rawMetadata}`);

function readable(record: Parameters<typeof fromRecord>[0]): RecordedEvent | undefined {
  try {
    return fromRecord(record);
  } catch {
    return undefined;
  }
}
