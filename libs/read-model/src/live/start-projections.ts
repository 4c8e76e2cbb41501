import type { EventStore } from '@ctg/event-store';
import {
  backoff,
  type Feed,
  type FeedHealth,
  type FeedStatus,
  feedHealth,
  pause,
  type RunningSubscription,
  readCheckpoint,
  waitForPosition,
} from '@ctg/feed';
import type { Decode } from '@ctg/feed/embedded';
import type { DataSource } from 'typeorm';
import { type Projection, projectionGroup, versionOf } from '../projection.js';
import { recordVersion, servingVersion } from '../projection-tables.js';
import { rebuildProjection } from '../rebuild/rebuild-projection.js';
import { RowTable } from '../table/row-table.js';
import { foldBatch } from './fold-batch.js';

export interface ProjectionsOptions {
  /** From `openReadModel`. */
  readonly dataSource: DataSource;
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  readonly projections: readonly Projection<any>[];
  /** Carries the service's own events. */
  readonly ownFeed: Feed;
  /** Carries what it learns from other services. */
  readonly feed: Feed;
  /** For rebuilds; without it a projection whose version changed refuses to start. */
  readonly store?: EventStore;
  readonly decode?: Decode;
}

export interface RunningProjections {
  statuses(): readonly FeedStatus[];
  /** Read-your-writes: false when the projections have not come to this position in time (milliseconds). */
  waitFor(position: bigint | string, timeoutMs: number, names?: readonly string[]): Promise<boolean>;
  health(): FeedHealth;
  stop(): Promise<void>;
}

/**
 * Starts every projection on its own: own subscription, own checkpoint, own faults. One whose fold has another version
 * than the table was made with is rebuilt first, while the old table goes on serving.
 */
export async function startProjections(options: ProjectionsOptions): Promise<RunningProjections> {
  const running = options.projections.map((projection) => new RunningProjection(projection, options));
  await Promise.all(running.map((each) => each.start()));
  const statuses = () => running.map((each) => each.status());
  return {
    statuses,
    waitFor(position, timeoutMs, names) {
      const groups = names && new Set(names.map(projectionGroup));
      const asked = () => statuses().filter(({ group }) => !groups || groups.has(group));
      return waitForPosition(asked, position, timeoutMs);
    },
    health: () => feedHealth(statuses()),
    stop: async () => {
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

class RunningProjection {
  readonly #stopping = new AbortController();
  #subscription: RunningSubscription | undefined;
  #rebuilding: Promise<void> | undefined;
  #status: FeedStatus;

  constructor(
    private readonly projection: Projection,
    private readonly options: ProjectionsOptions,
  ) {
    const group = projectionGroup(projection.name);
    this.#status = {
      group,
      position: '0',
      caughtUp: false,
      hasCaughtUp: false,
      lastProgressAt: new Date(),
      parked: 0,
    };
  }

  async start(): Promise<void> {
    const { manager } = this.options.dataSource;
    const group = projectionGroup(this.projection.name);
    const { position } = (await readCheckpoint(manager, group, 'store')) ?? { position: 0n };
    this.#status = { ...this.#status, position: String(position) };
    const { name } = this.projection;
    const version = versionOf(this.projection);
    const recorded = await servingVersion(manager, name);
    if (recorded === undefined && position === 0n) await recordVersion(manager, name, version);
    const serving = recorded ?? (position === 0n ? version : 1);
    if (serving === version) return this.#subscribe();
    const { store } = this.options;
    if (!store) throw new Error(`${name} has a new version: give startProjections the event store.`);
    this.#rebuilding = this.#rebuildThenSubscribe(store);
  }

  status(): FeedStatus {
    return this.#subscription?.status() ?? this.#status;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#rebuilding;
    await this.#subscription?.stop();
  }

  async #subscribe(): Promise<void> {
    const { dataSource, ownFeed, feed } = this.options;
    const { projection } = this;
    const table = new RowTable(dataSource, projection);
    this.#subscription = await (projection.source === 'own' ? ownFeed : feed).subscribe({
      group: projectionGroup(projection.name),
      filter: { eventTypes: projection.eventTypes },
      handle: (events, transaction) => foldBatch(projection, table, events, transaction),
    });
  }

  async #rebuildThenSubscribe(store: EventStore): Promise<void> {
    const { dataSource, decode } = this.options;
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        const rebuilt = await rebuildProjection({
          dataSource,
          projection: this.projection,
          store,
          signal,
          onProgress: () => this.#note({ lastProgressAt: new Date(), trouble: 'being rebuilt' }),
          ...(decode ? { decode } : {}),
        });
        if (rebuilt.finished) return await this.#subscribe();
      } catch (error) {
        // One that cannot be rebuilt keeps its old table and fails the health check; the others go on.
        this.#note({ trouble: String(error) });
        await pause(backoff(++failures, 500, 10_000), signal);
      }
    }
  }

  #note(change: Partial<FeedStatus>): void {
    this.#status = { ...this.#status, ...change };
  }
}
