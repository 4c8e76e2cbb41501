import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { within } from './client.js';
import type { LaneBook, OpenLane } from './lane-book.js';
import type { BrokerRecord } from './record.js';
import { asUndecodable } from './undecodable.js';

export interface ConsumerSessionOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly book: LaneBook;
  readonly signal: AbortSignal;
  /** Throws when records that were not read have expired. */
  assertReadable(): Promise<void>;
  /** Delivers records of one lane, in order; the next ones are given when it is done. */
  deliver(lane: OpenLane, records: readonly BrokerRecord[]): Promise<void>;
}

// The shortest a broker allows by default: a member that died must not keep the next one waiting.
const sessionTimeout = 6_000;
const heartbeatInterval = 1_000;
const commitEveryMs = 1_000;

/**
 * One connection of a member to the broker, from joining to the first thing that goes wrong. The client library is not
 * asked to recover: a session that fails is thrown away, and the next one resumes from the database.
 */
export class ConsumerSession {
  readonly #consumer: Consumer;
  readonly #ending = new AbortController();
  #failure: unknown;
  #committedAt = Number.NEGATIVE_INFINITY;
  /** The delivery that must end before this session does. */
  #inHand: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ConsumerSessionOptions) {
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout,
      rebalanceTimeout: 10_000,
      heartbeatInterval,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 5_000_000,
      maxBytes: 20_000_000,
      retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 500, restartOnFailure: async () => false },
    });
  }

  /** Until the signal aborts; throws whatever ended it before. */
  async run(): Promise<void> {
    const { topics, signal } = this.options;
    const consumer = this.#consumer;
    const end = () => this.#ending.abort();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    consumer.on(consumer.events.CRASH, ({ payload }) => this.#fail(asUndecodable(payload.error)));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.#seek(payload.memberAssignment));
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 32,
        eachBatch: (payload) => this.#eachBatch(payload),
      });
      await this.#ended();
      if (this.#failure !== undefined) throw this.#failure;
    } finally {
      this.#ending.abort();
      signal.removeEventListener('abort', end);
      await this.#inHand;
      await this.#commit(true);
      await within(5_000, consumer.disconnect());
    }
  }

  #ended(): Promise<void> {
    const { signal } = this.#ending;
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#ending.abort();
  }

  /** The database says where each lane goes on; one record earlier, to see that it is still the same topic. */
  #seek(assignment: Readonly<Record<string, readonly number[]>>): void {
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const lane = this.options.book.lane(topic, partition);
        if (!lane) continue;
        lane.verified = lane.nextOffset === 0n || lane.expired === true;
        lane.expired = false;
        const offset = lane.verified ? lane.nextOffset : lane.nextOffset - 1n;
        this.#consumer.seek({ topic, partition, offset: String(offset) });
      }
    }
  }

  async #eachBatch({ batch, resolveOffset, heartbeat, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const lane = this.options.book.lane(topic, partition);
    if (this.#ending.signal.aborted || isStale()) return;
    if (!lane) return this.#fail(new Error(`${topic} has more partitions than before.`));
    if (await this.#hasSkipped(lane, batch.messages)) return;
    const messages = this.#verified(lane, topic, batch.messages);
    const last = batch.messages.at(-1);
    if (!messages || !last) return;
    // Long handlers: the broker must not think that this member has died.
    const beating = setInterval(() => heartbeat().catch(() => {}), heartbeatInterval);
    try {
      const records = messages.map((message) => toRecord(topic, partition, message));
      if (records.length > 0) {
        const delivery = this.options.deliver(lane, records);
        this.#inHand = Promise.all([this.#inHand, delivery.catch(() => {})]);
        await delivery;
      }
      resolveOffset(last.offset);
      await this.#commit(false);
    } catch (error) {
      this.#fail(error);
    } finally {
      clearInterval(beating);
    }
  }

  /**
   * The client goes on at the oldest record by itself when the one it asked for has expired, and says nothing. True when
   * it did: the next session finds out what that means.
   */
  async #hasSkipped(lane: OpenLane, messages: readonly KafkaMessage[]): Promise<boolean> {
    const first = messages[0];
    if (!lane.verified || !first || BigInt(first.offset) <= lane.nextOffset) return false;
    try {
      await this.options.assertReadable();
      return false;
    } catch (error) {
      this.#fail(error);
      return true;
    }
  }

  /**
   * The messages that have not been looked at. Undefined when the topic is not the one that was read before (its broker
   * lost its disk): then it is read again from its beginning, and what was delivered is recognised by its position.
   */
  #verified(
    lane: OpenLane,
    topic: string,
    messages: readonly KafkaMessage[],
  ): readonly KafkaMessage[] | undefined {
    const first = messages[0];
    if (lane.verified || !first) return messages.filter(({ offset }) => BigInt(offset) >= lane.nextOffset);
    lane.verified = true;
    const found = BigInt(first.offset);
    if (found < lane.nextOffset - 1n) {
      // The broker has no such offset any more and starts anew by itself.
      lane.nextOffset = found;
      lane.resumedAt = found;
      return messages;
    }
    if (found > lane.nextOffset - 1n || positionOf(first) <= lane.position) {
      return messages.filter(({ offset }) => BigInt(offset) >= lane.nextOffset);
    }
    lane.nextOffset = 0n;
    lane.resumedAt = 0n;
    this.#consumer.seek({ topic, partition: lane.partition, offset: '0' });
    return undefined;
  }

  /** For those who watch the lag with the broker's tools; nothing depends on it. */
  async #commit(isLast: boolean): Promise<void> {
    if (!isLast && performance.now() - this.#committedAt < commitEveryMs) return;
    this.#committedAt = performance.now();
    const offsets = this.options.book.offsets();
    if (offsets.length > 0) await within(2_000, this.#consumer.commitOffsets(offsets));
  }
}

/** A malformed record has none: it counts as unknown, and its lane is read again. */
function positionOf({ headers }: KafkaMessage): bigint {
  const position = headers?.ce_position?.toString() ?? '';
  return /^\d{1,19}$/.test(position) ? BigInt(position) : 2n ** 63n;
}

const toRecord = (topic: string, partition: number, message: KafkaMessage): BrokerRecord => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key,
  value: message.value,
  headers: message.headers ?? {},
});
