import { decodeEvent } from '@ctg/contracts';
import type { EventStore } from '@ctg/event-store';
import {
  type Feed,
  type FeedHealth,
  type FeedStatus,
  feedHealth,
  progressNow,
  type RunningSubscription,
  waitForPosition,
} from '@ctg/feed';
import type { Decode } from '@ctg/feed/embedded';
import type { DataSource } from 'typeorm';
import { type Behind, CatchUp, type CatchUpSettings, defaultCatchUp } from '../catching-up/catch-up.js';
import { deliveredFilter, Refold } from '../corrections/refold.js';
import { projectionGroup } from '../projection.js';
import { Rebuilding } from '../rebuilding/rebuilding.js';
import { RowTable } from '../table/row-table.js';
import type { OpenTable } from '../versions/open-versions.js';
import { replicaOf } from '../versions/replicas.js';
import { foldBatch } from './fold-batch.js';

/** What another replica was told is known so soon. */
const lookEveryMs = 5_000;

export interface ProjectionsOptions {
  /** From `openReadModel`, which was told the projections. */
  readonly dataSource: DataSource;
  /** Carries the service's own events. */
  readonly ownFeed: Feed;
  /** Carries what it learns from other services. */
  readonly feed: Feed;
  /** What is behind is caught up with from here. */
  readonly store: EventStore;
  /** Default: the whole catalogue of `@ctg/contracts`. */
  readonly decode?: Decode;
  readonly catchUp?: Partial<CatchUpSettings>;
}

export interface RunningProjections {
  statuses(): readonly FeedStatus[];
  /** Read-your-writes: false when the projections have not come to this position in time (milliseconds). */
  waitFor(position: bigint | string, timeoutMs: number, names?: readonly string[]): Promise<boolean>;
  /** Whether these have been built and have come once to where the store was; what serves until then may be of the form before. */
  haveCaughtUp(names: readonly string[]): boolean;
  health(): FeedHealth;
  /** Builds tables anew when an operator asks for it, while they serve. */
  readonly rebuilding: Rebuilding;
  stop(): Promise<void>;
}

/**
 * Starts every projection of a read model. Those that are behind, or whose version is new, come to the head of the store by one
 * shared reading; then each goes on alone: own subscription, own checkpoint, own faults. Until a new version is built, the one
 * before serves, and whoever still runs it folds it.
 */
export async function startProjections(options: ProjectionsOptions): Promise<RunningProjections> {
  const { dataSource, store, decode = decodeEvent, catchUp } = options;
  const replica = replicaOf(dataSource);
  const running = replica.tables.map((open) => new RunningProjection(open, options));
  const stopping = new AbortController();
  replica.start(dataSource);
  const settings = { ...defaultCatchUp, ...catchUp };
  const catchingUp = new CatchUp(dataSource, store, decode, settings).run(running, stopping.signal);
  const rebuilding = new Rebuilding(replica.tables, { dataSource, store, decode, settings, lookEveryMs });
  rebuilding.start();
  const statuses = () => running.map((each) => each.status());
  return {
    statuses,
    waitFor(position, timeoutMs, names) {
      const wanted = names && new Set(names);
      const asked = () =>
        running.filter(({ name }) => !wanted || wanted.has(name)).map((each) => each.status());
      return waitForPosition(asked, position, timeoutMs);
    },
    haveCaughtUp: (names) => running.every((each) => !names.includes(each.name) || each.status().hasCaughtUp),
    health: () => feedHealth(statuses()),
    rebuilding,
    stop: async () => {
      stopping.abort();
      await rebuilding.stop();
      await catchingUp;
      await Promise.all(running.map((each) => each.stop()));
      await replica.stop(dataSource);
    },
  };
}

class RunningProjection implements Behind {
  readonly viaBroker: boolean;
  #subscription: RunningSubscription | undefined;
  #status: FeedStatus;

  constructor(
    readonly open: OpenTable,
    private readonly options: ProjectionsOptions,
  ) {
    const { ownFeed, feed } = options;
    this.viaBroker = feed !== ownFeed && open.projection.source === 'feed';
    this.#status = {
      group: projectionGroup(open.projection),
      position: '0',
      caughtUp: false,
      hasCaughtUp: false,
      ...progressNow(),
      parked: 0,
    };
  }

  get name(): string {
    return this.open.projection.name;
  }

  status(): FeedStatus {
    return this.#subscription?.status() ?? this.#status;
  }

  note(change: Partial<FeedStatus>): void {
    const { trouble: _, failure: __, ...status } = this.#status;
    this.#status = { ...status, ...change };
  }

  async goOn(): Promise<void> {
    const { dataSource, ownFeed, feed, store, decode = decodeEvent } = this.options;
    const { projection, serving } = this.open;
    const table = new RowTable(dataSource, projection, serving);
    const refold = new Refold(store, decode);
    this.#subscription = await (projection.source === 'own' ? ownFeed : feed).subscribe({
      group: projectionGroup(projection),
      filter: deliveredFilter(projection),
      handle: (events, transaction) => foldBatch(projection, table, events, transaction, refold),
    });
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
  }
}
