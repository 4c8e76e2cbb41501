import type { Kafka, Producer } from 'kafkajs';
import { within } from './client.js';
import type { Floors } from './floors.js';
import type { PublishedEnds } from './published-ends.js';
import type { RecordToSend } from './to-record.js';
import { topicOf, watermarkTopic } from './topics.js';

/**
 * One connection of the relay to the brokers. One send in flight, acknowledged by all replicas, never repeated by the
 * client library (a repetition beside another send may lose one record and double another): what fails is thrown away
 * with its connection, and sent again from the checkpoint.
 */
export class OneInFlight {
  readonly #producer: Producer;

  constructor(
    kafka: Kafka,
    private readonly prefix: string,
    private readonly floors: Floors,
  ) {
    this.#producer = kafka.producer({
      maxInFlightRequests: 1,
      retry: { retries: 0 },
      metadataMaxAge: 60_000,
    });
  }

  connect(): Promise<void> {
    return this.#producer.connect();
  }

  /** Sends records, in their order per partition; `watermark`: everything up to it had been acknowledged before. */
  async send(records: readonly RecordToSend[], ends: PublishedEnds, watermark: bigint): Promise<void> {
    const byTopic = new Map<string, RecordToSend[]>();
    for (const record of records) {
      const topic = topicOf(this.prefix, record.service);
      const others = byTopic.get(topic);
      if (others) others.push(record);
      else byTopic.set(topic, [record]);
    }
    const topicMessages = [...byTopic].map(([topic, messages]) => ({ topic, messages }));
    const mark = {
      topic: watermarkTopic(this.prefix),
      messages: [{ value: String(watermark), partition: 0, headers: this.floors.headers() }],
    };
    const answers = await this.#producer.sendBatch({
      acks: -1,
      timeout: 10_000,
      topicMessages: [...topicMessages, mark],
    });
    for (const [topic, sent] of byTopic) {
      for (const { topicName, partition, baseOffset } of answers) {
        if (topicName !== topic || baseOffset === undefined) continue;
        const count = sent.filter((record) => record.partition === partition).length;
        ends.note(sent[0]?.service ?? '', partition, BigInt(baseOffset) + BigInt(count));
      }
    }
  }

  async disconnect(): Promise<void> {
    await within(3_000, this.#producer.disconnect());
  }
}
