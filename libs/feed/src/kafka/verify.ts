import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import type { KafkaMessage } from 'kafkajs';
import { isClaim } from './claim.js';
import { connectKafka } from './client.js';
import { fromRecord } from './from-record.js';
import { publishingServices } from './kafka-feed.js';
import { readTopics } from './read-topics.js';
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
  /** Records that are no events of the store, or not readable. */
  readonly foreign: number;
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
 * Reads every topic from its beginning and compares it with the store, byte for byte by checksum. Keeps five bytes an
 * event in memory.
 * @throws Error when the broker does not answer
 */
export async function verifyTopics(options: VerifyOptions): Promise<Verification> {
  const { store, kafka: settings, upTo, services = publishingServices } = options;
  const expected = new Expected(Number(upTo));
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
  readonly #checksums: Uint32Array;
  readonly #isEvent: Uint8Array;
  readonly #last = new Map<string, number>();
  #events = 0;
  #counts = { records: 0, altered: 0, foreign: 0, repeated: 0, outOfOrder: 0 };
  readonly #withoutData = new Set<number>();

  constructor(size: number) {
    this.#checksums = new Uint32Array(size + 1);
    this.#isEvent = new Uint8Array(size + 1);
  }

  add(event: RecordedEvent): void {
    const at = Number(event.position);
    this.#checksums[at] = checksum(event);
    this.#isEvent[at] = expectedMark;
    this.#events++;
  }

  meet(topic: string, partition: number, { offset, key, value, headers }: KafkaMessage): void {
    const counts = this.#counts;
    counts.records++;
    const record = { topic, partition, offset, key, value, headers: headers ?? {} };
    const claims = isClaim(record);
    const event = readable(claims ? { ...record, value: noData } : record);
    const at = Number(event?.position ?? 0);
    // Published after the comparison began.
    if (event && at >= this.#isEvent.length) return void counts.records--;
    if (!event || !this.#isEvent[at]) return void counts.foreign++;
    if (claims) this.#withoutData.add(at);
    else if (this.#checksums[at] !== checksum(event)) return void counts.altered++;
    // Published again whole, after its topic was given more room.
    else this.#withoutData.delete(at);
    if (this.#isEvent[at] === metMark) return void counts.repeated++;
    this.#isEvent[at] = metMark;
    const lane = `${topic}/${partition}`;
    if ((this.#last.get(lane) ?? 0) > at) counts.outOfOrder++;
    this.#last.set(lane, Math.max(this.#last.get(lane) ?? 0, at));
  }

  result(): Verification {
    const missing: string[] = [];
    let count = 0;
    for (let at = 0; at < this.#isEvent.length; at++) {
      if (this.#isEvent[at] !== expectedMark) continue;
      count++;
      if (missing.length < 20) missing.push(String(at));
    }
    const withoutData = [...this.#withoutData].sort((one, other) => one - other);
    return {
      events: this.#events,
      missing: count,
      firstMissing: missing,
      withoutData: withoutData.length,
      firstWithoutData: withoutData.slice(0, 20).map(String),
      ...this.#counts,
    };
  }
}

const noData = Buffer.from('{}');
const expectedMark = 1;
const metMark = 2;

const checksum = ({ id, type, stream, revision, rawData, rawMetadata }: RecordedEvent): number =>
  crc32(`${id} ${type} ${stream} ${revision} ${rawData} ${rawMetadata}`);

function readable(record: Parameters<typeof fromRecord>[0]): RecordedEvent | undefined {
  try {
    return fromRecord(record);
  } catch {
    return undefined;
  }
}
