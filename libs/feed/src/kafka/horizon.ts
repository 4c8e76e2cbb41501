import { randomUUID } from 'node:crypto';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import { backoff, pause } from '../delivery/pause.js';
import { within } from './client.js';
import { Floors, floorsHeader } from './floors.js';
import { asAdmin, type Bounds, boundsOf, watermarkTopic } from './topics.js';

/**
 * How far a group must read to have seen everything up to a position of the store: the relay says that it has published
 * all up to `position`, and the topics had these bounds when it was heard.
 */
export interface Horizon {
  readonly position: bigint;
  /** By `topic/partition`. */
  readonly bounds: ReadonlyMap<string, Bounds>;
  /** Where a reader may go on whose place has expired, as the relay says. */
  readonly floors: Floors;
}

const idleCheckMs = 1_000;
/** At least so long between two looks at the ends of the topics: each costs the broker a request a topic. */
const busyCheckMs = 25;
/** The relay says its watermark every five seconds when nothing happens. */
const longestWait = 8_000;

/**
 * Listens to the relay's watermark, once for all groups of a process. A partition in which nothing happens says nothing
 * of how far it has come; the watermark does.
 */
export class HorizonWatch {
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<(horizon: Horizon) => void>();
  #running: Promise<void> | undefined;
  #position = 0n;
  #floors = new Floors();
  #hasHeard = false;
  #hasTold = false;
  #told = -1n;
  #wake: () => void = () => {};

  /** What was heard last; empty before that. */
  get floors(): Floors {
    return this.#floors;
  }

  /** Nothing has been told yet: there is no watermark topic before a relay ran, or the brokers do not answer. */
  get isMute(): boolean {
    return !this.#hasTold;
  }

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly topics: readonly string[],
  ) {}

  /** Calls the listener about once a second, and soon after the relay has published. Returns what ends it. */
  listen(listener: (horizon: Horizon) => void): () => void {
    this.#listeners.add(listener);
    this.#running ??= this.#run();
    return () => this.#listeners.delete(listener);
  }

  /** The next news, within a few seconds; undefined when none comes or the signal aborts. */
  async next(signal: AbortSignal): Promise<Horizon | undefined> {
    const heard = new AbortController();
    let horizon: Horizon | undefined;
    const unlisten = this.listen((news) => {
      // Before the relay was heard nothing is known of floors.
      if (!this.#hasHeard) return;
      horizon = news;
      heard.abort();
    });
    await pause(longestWait, AbortSignal.any([signal, heard.signal]));
    unlisten();
    return horizon;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      const consumer = this.kafka.consumer({
        groupId: `${this.prefix}.watermark.${randomUUID()}`,
        maxWaitTimeInMs: 500,
        retry: { retries: 2, restartOnFailure: async () => false },
      });
      try {
        await asAdmin(this.kafka, async (admin) => {
          const broken = await this.#listenTo(consumer, admin);
          while (!signal.aborted && !broken.aborted) {
            await this.#tell(admin);
            failures = 0;
            await pause(busyCheckMs, broken);
            await this.#nextTime(broken);
          }
        });
      } catch {
        // Members see that no horizon comes; their health says so.
      } finally {
        await within(3_000, consumer.disconnect());
      }
      if (!signal.aborted) await pause(backoff(++failures, 100, 3_000), signal);
    }
  }

  async #listenTo(consumer: Consumer, admin: Admin): Promise<AbortSignal> {
    const topic = watermarkTopic(this.prefix);
    const broken = new AbortController();
    consumer.on(consumer.events.CRASH, () => {
      broken.abort();
      this.#wake();
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const [end] = await admin.fetchTopicOffsets(topic);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      const last = BigInt(end?.high ?? 0) - 1n;
      if (last > 0n) consumer.seek({ topic, partition: 0, offset: String(last) });
    });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const last = batch.messages.at(-1);
        const value = last?.value?.toString() ?? '';
        if (!/^\d{1,19}$/.test(value)) return;
        this.#position = BigInt(value);
        this.#hasHeard = true;
        this.#floors = Floors.told(last?.headers?.[floorsHeader]?.toString());
        this.#wake();
      },
    });
    return broken.signal;
  }

  async #tell(admin: Admin): Promise<void> {
    // Read before the ends: what had been published up to it is before them.
    const position = this.#position;
    this.#told = position;
    const floors = this.#floors;
    const bounds = await boundsOf(admin, this.topics);
    this.#hasTold = true;
    for (const listener of this.#listeners) listener({ position, bounds, floors });
  }

  #nextTime(broken: AbortSignal): Promise<void> {
    if (broken.aborted || this.#position > this.#told) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, idleCheckMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
