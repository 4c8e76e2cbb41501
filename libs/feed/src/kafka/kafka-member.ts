import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { type Lease, lockCheckpoint, moveCheckpoint } from '../checkpoint/lease.js';
import type { Checkpoint } from '../delivery/checkpoint.js';
import { StoppedWhileRetrying } from '../delivery/group-delivery.js';
import type { Incoming } from '../delivery/incoming.js';
import { Delivered, type Lane, moveLanes, readLanes } from '../lanes/lanes.js';
import { GroupMember } from '../member/group-member.js';
import type { FeedSettings } from '../member/settings.js';
import type { FeedSubscription } from '../port.js';
import { type Redeem, redeemed } from './claim.js';
import { Coalescer } from './coalescer.js';
import { ConsumerSession } from './consumer-session.js';
import type { Horizon, HorizonWatch } from './horizon.js';
import { LaneBook, LogExpired } from './lane-book.js';
import type { LanePlace } from './lane-place.js';
import type { BrokerRecord } from './record.js';
import { RecordReader } from './record-reader.js';
import type { KafkaSettings } from './settings.js';
import { asAdmin, type Bounds, boundsOf, ensureTopics, topicOf } from './topics.js';

const defaultBatchSize = 500;

export interface KafkaMemberOptions {
  readonly kafka: Kafka;
  readonly kafkaSettings: KafkaSettings;
  /** Names the group on the broker: groups of several services have the same names. */
  readonly groupPrefix: string;
  /** Every service that publishes. */
  readonly services: readonly string[];
  readonly horizons: HorizonWatch;
  readonly dataSource: DataSource;
  readonly settings: FeedSettings;
  readonly reader: RecordReader;
  /** Brings the data of events that a topic could not carry. */
  readonly redeem: Redeem;
}

/**
 * A member that reads the topics. The lease makes it the only one of its group, as in the embedded feed; the broker's
 * own group protocol only keeps it connected. What it has delivered is in the consumer's database, lane by lane, in the
 * transaction of the effect; offsets committed to the broker are for those who look at the lag.
 */
export class KafkaMember extends GroupMember {
  /** Met one after the other: under load the newest one is always ahead. */
  #awaited: Horizon | undefined;
  #newest: Horizon | undefined;

  constructor(
    subscription: FeedSubscription,
    private readonly options: KafkaMemberOptions,
  ) {
    super(subscription, options.dataSource, options.settings);
  }

  protected async follow(lease: Lease, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { kafka, kafkaSettings, groupPrefix, services, horizons } = this.options;
    const { manager } = this.dataSource;
    const { group, filter } = this.subscription;
    const wanted = services.filter((service) => concerns(service, filter));
    const [layout, bounds] = await asAdmin(kafka, async (admin) => {
      const found = await ensureTopics(admin, kafkaSettings, wanted);
      return [found, await boundsOf(admin, [...found.keys()])] as const;
    });
    const known = await readLanes(manager, group);
    const book = new LaneBook(kafkaSettings.prefix, wanted, layout, known);
    await this.#assertReadable(book, bounds);
    const delivered = new Delivered(known, lease.position);
    this.#awaited = undefined;
    this.#newest = undefined;
    let unheard = () => {};
    const asking = setTimeout(() => {
      if (horizons.isMute) this.note({ trouble: relayUnheard });
    }, relayPatienceMs);
    const isKnown = (incoming: Incoming, lane: Lane) =>
      incoming.position !== 0n &&
      (incoming.position <= lease.position || incoming.position <= lane.position || delivered.has(incoming));
    const coalescer = new Coalescer<Fetched>(async (fetched) => {
      const steps: Incoming<LanePlace>[] = [];
      for (const { lane, records } of fetched) {
        const whole = await redeemed(records, this.options.redeem);
        steps.push(...this.options.reader.read(lane, whole, filter, (incoming) => isKnown(incoming, lane)));
      }
      const { batchSize = defaultBatchSize } = this.subscription;
      for (let at = 0; at < steps.length; at += batchSize) {
        await this.#deliver(lease, steps.slice(at, at + batchSize));
        if (signal.aborted) throw new StoppedWhileRetrying();
      }
      for (const { lane, records } of fetched) lane.nextOffset = BigInt(records.at(-1)?.offset ?? -1) + 1n;
      onProgress();
      this.heard();
      this.#lookAtHorizon(book);
      await this.#flush(lease, book);
    });
    const session = new ConsumerSession({
      kafka,
      groupId: `${groupPrefix}.${group}`,
      topics: wanted.map((service) => topicOf(kafkaSettings.prefix, service)),
      book,
      signal,
      assertReadable: () =>
        asAdmin(kafka, async (admin) =>
          book.assertReadable(await boundsOf(admin, [...layout.keys()]), horizons.floors),
        ),
      deliver: (lane, records) => coalescer.add({ lane, records }),
    });
    try {
      unheard = horizons.listen((horizon) => {
        this.heard();
        this.#newest = horizon;
        if (!this.busy) this.#lookAtHorizon(book);
      });
      await session.run();
    } finally {
      clearTimeout(asking);
      unheard();
      if (this.stopping.aborted) await moveLanes(manager, group, book.unwritten()).catch(() => {});
    }
  }

  /** A member that has not heard the relay yet waits for it before it says that what it needs is gone. */
  async #assertReadable(book: LaneBook, bounds: ReadonlyMap<string, Bounds>): Promise<void> {
    const { horizons } = this.options;
    try {
      book.assertReadable(bounds, horizons.floors);
    } catch (error) {
      if (!(error instanceof LogExpired)) throw error;
      const heard = await horizons.next(this.stopping);
      if (!heard) throw error;
      book.assertReadable(heard.bounds, heard.floors);
    }
  }

  async #deliver(lease: Lease, batch: readonly Incoming<LanePlace>[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    const parkedBefore = this.delivery.parkings;
    this.busy = true;
    try {
      await this.delivery.deliver(this.#checkpoint(lease), batch, last.place, this.stopping);
    } finally {
      this.busy = false;
    }
    for (const { lane, position, nextOffset } of lastPlaces(batch))
      Object.assign(lane, { position, nextOffset });
    this.progress({});
    if (this.delivery.parkings > parkedBefore) await this.countParked();
  }

  #checkpoint(lease: Lease): Checkpoint<LanePlace> {
    const { group } = this.subscription;
    return {
      lock: (transaction) => lockCheckpoint(transaction, lease),
      move: async (transaction, batch) => {
        const places = lastPlaces(batch);
        await moveLanes(
          transaction,
          group,
          places.map(({ lane, position, nextOffset }) => ({ ...lane, position, nextOffset })),
        );
        // The position itself is written now and then; the lease must not run out under load.
        if (this.writtenAgo() > this.settings.leaseMs / 3) {
          const mark = await this.mark(BigInt(this.status().position));
          await moveCheckpoint(transaction, lease, mark, this.settings.leaseMs);
          this.noteWritten(mark);
        }
      },
    };
  }

  /** Everything up to the horizon's position has been seen when every lane has come to where its topic ended then. */
  #lookAtHorizon(book: LaneBook): void {
    for (;;) {
      this.#awaited ??= this.#newest;
      const horizon = this.#awaited;
      if (!horizon) return;
      const state = book.against(horizon.bounds);
      if (state !== 'reached') {
        this.note({ caughtUp: false, ...(state === 'lost' ? { trouble: topicLost } : {}) });
        return;
      }
      const isNewest = horizon === this.#newest;
      const position = BigInt(this.status().position);
      const reached = horizon.position > position ? horizon.position : position;
      this.progress({ position: String(reached), caughtUp: isNewest });
      if (isNewest) this.#newest = undefined;
      this.#awaited = undefined;
    }
  }

  async #flush(lease: Lease, book: LaneBook): Promise<void> {
    await this.writeLazily(lease, BigInt(this.status().position));
    const unwritten = book.dueUnwritten(this.settings.idleCheckpointMs);
    if (unwritten.length > 0) await moveLanes(this.dataSource.manager, this.subscription.group, unwritten);
  }
}

/** Records of one lane, as they were fetched. */
interface Fetched {
  readonly lane: Lane;
  readonly records: readonly BrokerRecord[];
}

/** Where a batch leaves each of its lanes. */
function lastPlaces(batch: readonly Incoming<LanePlace>[]): LanePlace[] {
  const places = new Map(batch.map(({ place }) => [place.lane, place]));
  return [...places.values()];
}

/** A relay that runs is heard of within seconds. */
const relayPatienceMs = 10_000;
const relayUnheard =
  'Nothing has been heard of the relay yet: it runs in the service feed, with FEED=kafka. Is that one started?';

const topicLost =
  'A topic is shorter than what was read of it: fill it again with ctg relay republish --from 0.';

/** True when the filter lets something of this service through. Services in types and filters have no dash. */
function concerns(service: string, filter: FeedSubscription['filter']): boolean {
  const name = service.replaceAll('-', '');
  const { services, eventTypes } = filter ?? {};
  return (
    (!services || services.includes(name)) &&
    (!eventTypes || eventTypes.some((type) => type.startsWith(`${name}.`)))
  );
}
