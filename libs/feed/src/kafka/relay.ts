import type { EventStore, RecordedEvent } from '@ctg/event-store';
import type { Admin } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { type Lease, lockGroup, moveCheckpoint, placeGroup } from '../checkpoint/lease.js';
import { StoreWitness } from '../checkpoint/store-witness.js';
import { serviceOf } from '../cloud-events/attributes.js';
import { GroupMember, type MemberSettings } from '../member/group-member.js';
import { defaultSettings } from '../member/settings.js';
import type { FeedStatus } from '../port.js';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { carriable } from './claim.js';
import { connectKafka } from './client.js';
import { Conflater } from './conflater.js';
import { Floors, raiseFloors } from './floors.js';
import { publishingServices } from './kafka-feed.js';
import { NotOurs } from './not-ours.js';
import { OneInFlight } from './producer.js';
import { PublishedEnds } from './published-ends.js';
import { relayGroup } from './relay-group.js';
import { type PlacedRecord, sendsOf } from './sends.js';
import type { KafkaSettings } from './settings.js';
import { toRecord } from './to-record.js';
import { inspectTopics } from './topic-settings.js';
import { asAdmin, boundsOf, ensureTopics, topicOf } from './topics.js';

export interface RelayOptions extends Partial<MemberSettings> {
  readonly store: EventStore;
  /** Where the relay keeps its checkpoint and its lease. */
  readonly dataSource: DataSource;
  readonly kafka: KafkaSettings;
  /** Every service that publishes; default: those of the catalogue. */
  readonly services?: readonly string[];
  /** Most events in one send. */
  readonly batchSize?: number;
  /** How often the settings of the topics are compared with what is needed, milliseconds; default a minute. */
  readonly inspectEveryMs?: number;
  /** Is told, once for each type, of events that are not ours. */
  readonly notice?: (sentence: string) => void;
}

/** How far the relay has come. */
export interface RelayStatus extends FeedStatus {
  /** What is not as it was asked for but loses nothing, a sentence each. */
  readonly warnings: readonly string[];
}

export interface RunningRelay {
  status(): RelayStatus;
  /** Publishes again from after this position on (decimal string); what subscribers have had comes to them again. */
  republish(after: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Publishes the event store's events to Kafka, in the store's order, and moves its checkpoint only afterwards: at least
 * once, never a gap. Of several relays one is active.
 */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  await ensureFeedTables(options.dataSource);
  const relay = new Relay(options);
  relay.start();
  return {
    status: () => ({ ...relay.status(), warnings: relay.warnings }),
    stop: () => relay.stop(),
    async republish(after) {
      const { dataSource, kafka: settings, services = publishingServices } = options;
      const kafka = connectKafka(settings, `${settings.prefix}.republish`);
      const [layout, bounds] = await asAdmin(kafka, async (admin) => {
        const found = await ensureTopics(admin, settings, services);
        return [found, await boundsOf(admin, [...found.keys()])] as const;
      });
      await dataSource.transaction(async (transaction) => {
        await lockGroup(transaction, relayGroup);
        await placeGroup(transaction, relayGroup, await new StoreWitness(options.store).mark(BigInt(after)));
        if (BigInt(after) === 0n) await raiseFloors(transaction, settings.prefix, layout, bounds);
        await transaction.query('DELETE FROM feed_lane WHERE consumer_group = $1', [relayGroup]);
      });
      relay.startOver();
    },
  };
}

const defaultBatchSize = 1_000;
/** So often the watermark is said again when nothing happens: whoever comes now hears it. */
const watermarkEveryMs = 5_000;
/** So often the topics' settings are looked at again. */
const defaultInspectEveryMs = 60_000;

class Relay extends GroupMember {
  readonly #options: RelayOptions;
  readonly #notOurs: NotOurs;
  #ofTopics: readonly string[] = [];

  constructor(options: RelayOptions) {
    // The lease outlives any send, so that a relay that lost it has nothing on its way any more.
    const witness = new StoreWitness(options.store);
    const settings = { ...defaultSettings, leaseMs: 30_000, witness, ...options };
    super({ group: relayGroup, handle: async () => {} }, options.dataSource, settings);
    this.#options = options;
    this.#notOurs = new NotOurs(options.notice);
  }

  get warnings(): readonly string[] {
    return [...this.#ofTopics, ...this.#notOurs.warnings];
  }

  protected async follow(lease: Lease, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const {
      store,
      dataSource,
      kafka: settings,
      services = publishingServices,
      batchSize = defaultBatchSize,
      inspectEveryMs: inspectEvery = defaultInspectEveryMs,
    } = this.#options;
    const kafka = connectKafka(settings, `${settings.prefix}.relay`);
    const inspect = (admin: Admin) =>
      inspectTopics(
        admin,
        settings,
        services.map((service) => topicOf(settings.prefix, service)),
      );
    const [layout, topics] = await asAdmin(kafka, async (admin) => {
      const found = await ensureTopics(admin, settings, services);
      await new PublishedEnds(dataSource, settings.prefix, found).check(admin);
      return [found, await inspect(admin)] as const;
    });
    this.#ofTopics = topics.warnings;
    let inspectedAt = performance.now();
    const ends = new PublishedEnds(dataSource, settings.prefix, layout);
    const largestBatch = (service: string) => topics.largestBatch.get(topicOf(settings.prefix, service)) ?? 0;
    const partitionsFor = (event: RecordedEvent) =>
      layout.get(topicOf(settings.prefix, serviceOf(event.type)));
    const placed = (event: RecordedEvent): PlacedRecord => {
      const record = toRecord(event, partitionsFor(event) ?? 0);
      return { record: carriable(record, largestBatch(record.service)), position: event.position };
    };
    const hasTopic = (event: RecordedEvent) =>
      partitionsFor(event) !== undefined || !this.#notOurs.passesOver(event);
    const floors = await Floors.read(dataSource, settings.prefix);
    const producer = new OneInFlight(kafka, settings.prefix, floors);
    // The sends do not wait for the checkpoint, which may be behind but never ahead.
    const checkpoint = new Conflater(async (position: bigint) => {
      const mark = await this.mark(position);
      await moveCheckpoint(dataSource.manager, lease, mark, this.settings.leaseMs);
      this.noteWritten(mark);
      await ends.writeLazily();
    });
    const pages = store
      .subscribe({ after: lease.position, pageSize: batchSize, signal })
      [Symbol.asyncIterator]();
    try {
      await producer.connect();
      let published = lease.position;
      let said = -1n;
      let saidAt = Number.NEGATIVE_INFINITY;
      for (let next = pages.next(); ; ) {
        const { done, value: page } = await next;
        if (done) break;
        // One page ahead, no more.
        next = pages.next();
        next.catch(() => {});
        this.heard();
        if (page.events.length > 0) {
          for (const send of sendsOf(page.events.filter(hasTopic).map(placed), largestBatch)) {
            await producer.send(
              send.map(({ record }) => record),
              ends,
              published,
            );
            said = published;
            published = send.at(-1)?.position ?? published;
            this.heard();
            checkpoint.do(published);
          }
          checkpoint.do(page.position);
        } else await this.writeLazily(lease, page.position);
        checkpoint.throwIfFailed();
        published = page.position;
        this.progress({ position: String(published), caughtUp: page.caughtUp });
        onProgress();
        if (signal.aborted) break;
        if (performance.now() - inspectedAt > inspectEvery) {
          inspectedAt = performance.now();
          // Another limit of size counts from the next session on.
          this.#ofTopics = (await asAdmin(kafka, inspect)).warnings;
        }
        // Under load the watermark goes with the next records; when nothing follows, it is said by itself.
        const isNew = published > said || performance.now() - saidAt > watermarkEveryMs;
        if (page.caughtUp && isNew && (await isQuietFor(quietMs, next))) {
          await producer.send([], ends, published);
          said = published;
          saidAt = performance.now();
        }
      }
      await checkpoint.settled();
      checkpoint.throwIfFailed();
    } finally {
      void pages.return?.();
      await checkpoint.settled();
      await producer.disconnect();
    }
  }
}

/** So long nothing must have come before the watermark is sent without records. */
const quietMs = 10;

/** True when the promise is still open after so many milliseconds. */
async function isQuietFor(milliseconds: number, next: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const quiet = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), milliseconds);
  });
  const isQuiet = await Promise.race([quiet, next.then(() => false as const)]);
  clearTimeout(timer);
  return isQuiet;
}
