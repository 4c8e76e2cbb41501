import { randomUUID } from 'node:crypto';
import type { EventStore } from '@ctg/event-store';
import {
  backoff,
  CheckpointAstray,
  Delivered,
  ensureCheckpoint,
  type FeedStatus,
  giveBackLease,
  type Incoming,
  pause,
  progressNow,
  readCheckpoint,
  readLanes,
  StoreWitness,
  takeLease,
} from '@ctg/feed';
import type { Decode } from '@ctg/feed/embedded';
import type { DataSource } from 'typeorm';
import { Refold } from '../corrections/refold.js';
import { projectionGroup, versionOf } from '../projection.js';
import type { OpenTable } from '../versions/open-versions.js';
import { type VersionRow, versionsOf } from '../versions/version-tables.js';
import { Fill } from './fill.js';
import { SharedReading } from './shared-reading.js';

/** One projection that is behind, or that was never built. */
export interface Behind {
  readonly open: OpenTable;
  /** True where a broker carries its events: once it is built it catches up from there, where its lanes are. */
  readonly viaBroker: boolean;
  note(change: Partial<FeedStatus>): void;
  /** It is built, and at most a little behind: the feed goes on from its checkpoint. */
  goOn(): Promise<void>;
}

export interface CatchUpSettings {
  readonly leaseMs: number;
  readonly standbyPollMs: number;
  /** So long an event that is newer than this program is waited with before it is parked. */
  readonly newerPatienceMs: number;
  readonly pageSize: number;
}

export const defaultCatchUp: CatchUpSettings = {
  leaseMs: 15_000,
  standbyPollMs: 500,
  newerPatienceMs: 600_000,
  pageSize: 2_000,
};

const laneOfTheStore = 'store';

/**
 * Brings all projections of a service that are behind to the head of the store by one reading of it, each under its own
 * lease: of several replicas one builds a version, and the others wait until it serves. What was cut off goes on where it
 * was; rows, parked events and checkpoint are written together; nothing acts.
 */
export class CatchUp {
  readonly #holder = randomUUID();
  readonly #witness: StoreWitness;
  readonly #refold: Refold;
  /** Since when an event newer than this program is waited with. */
  readonly #newer = new Map<string, number>();
  /** How far others have come. */
  readonly #elsewhere = new Map<string, bigint>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
    private readonly decode: Decode,
    private readonly settings: CatchUpSettings,
  ) {
    this.#witness = new StoreWitness(store);
    this.#refold = new Refold(store, decode);
  }

  async run(behind: readonly Behind[], signal: AbortSignal): Promise<void> {
    const pending = new Set(behind);
    for (let failures = 0; pending.size > 0 && !signal.aborted; ) {
      try {
        const versions = await versionsOf(this.dataSource.manager);
        const taken = await Promise.all([...pending].map((one) => this.#take(one, versions)));
        for (const { behind: one, goesOn } of taken) {
          if (!goesOn) continue;
          pending.delete(one);
          await one.goOn();
        }
        const fills = new Map(taken.flatMap(({ fill, behind: one }) => (fill ? [[fill, one] as const] : [])));
        if (fills.size > 0) await this.#bring(fills, pending, signal);
        failures = 0;
        if (pending.size > 0) await pause(this.settings.standbyPollMs, signal);
      } catch (error) {
        for (const one of pending) one.note({ trouble: String(error) });
        await pause(backoff(++failures, 100, 5_000), signal);
      }
    }
  }

  async #take(behind: Behind, versions: readonly VersionRow[]): Promise<Taken> {
    const { manager } = this.dataSource;
    const { projection } = behind.open;
    const group = projectionGroup(projection);
    const row = versions.find(
      ({ name, version }) => name === projection.name && version === versionOf(projection),
    );
    if (!row) {
      behind.note({
        failure: `The table of ${group} was dropped under a newer version: start this program again.`,
      });
      return { behind };
    }
    if (row.is_built && behind.viaBroker) return { behind, goesOn: true };
    await ensureCheckpoint(manager, group, laneOfTheStore);
    const { leaseMs } = this.settings;
    const lease = await takeLease(manager, { group, lane: laneOfTheStore, holder: this.#holder, leaseMs });
    if (!lease) {
      await this.#standBy(behind, group);
      return { behind, goesOn: row.is_built };
    }
    try {
      await this.#witness.verify(lease.mark);
      const fill = new Fill({
        dataSource: this.dataSource,
        witness: this.#witness,
        refold: this.#refold,
        open: behind.open,
        tableSchema: row.table_schema,
        isBuilt: row.is_built,
        lease,
        delivered: new Delivered(await readLanes(manager, group), lease.position),
        leaseMs,
      });
      await fill.begin();
      return { behind, fill };
    } catch (error) {
      await giveBackLease(manager, lease);
      if (!(error instanceof CheckpointAstray)) throw error;
      behind.note({ failure: error.message });
      return { behind, goesOn: row.is_built };
    }
  }

  /** Another replica builds: well, as long as it advances. */
  async #standBy(behind: Behind, group: string): Promise<void> {
    const { position = 0n } = (await readCheckpoint(this.dataSource.manager, group, laneOfTheStore)) ?? {};
    const isMoving = position !== this.#elsewhere.get(group);
    this.#elsewhere.set(group, position);
    behind.note({ standby: true, ...(isMoving ? progressNow() : {}) });
  }

  async #bring(fills: ReadonlyMap<Fill, Behind>, pending: Set<Behind>, signal: AbortSignal): Promise<void> {
    const keeping = setInterval(() => {
      // A lease that is lost is told by the next writing.
      for (const fill of fills.keys()) fill.prolong().catch(() => undefined);
    }, this.settings.leaseMs / 3);
    const left = new Set(fills.keys());
    const release = async (fill: Fill) => {
      left.delete(fill);
      await fill.giveBack();
    };
    try {
      const waiting: Fill[] = [];
      const reading = new SharedReading([...fills.keys()], {
        store: this.store,
        decode: this.decode,
        pageSize: this.settings.pageSize,
        signal,
        isGivenUp: (incoming) => this.#isGivenUp(incoming),
        metNewer: ({ fill, incoming }) => {
          waiting.push(fill);
          fills.get(fill)?.note({
            trouble: `Waits at ${incoming.position} for a program that knows this event: ${incoming.unreadable}`,
            ...progressNow(),
          });
        },
        told: (those, catchingUp) => {
          for (const fill of those) this.#tell(fills.get(fill), fill, catchingUp);
        },
      });
      const arrived = await reading.run();
      for (const fill of arrived) {
        const one = fills.get(fill) as Behind;
        await fill.putInService();
        await release(fill);
        one.note({ position: String(fill.written) });
        pending.delete(one);
        await one.goOn();
      }
      for (const fill of waiting) {
        const one = fills.get(fill) as Behind;
        await fill.writeAll();
        await release(fill);
        if (!fill.options.isBuilt) continue;
        // Its group waits in the feed, where a newer member may take it.
        pending.delete(one);
        await one.goOn();
      }
      if (signal.aborted) for (const fill of left) await fill.writeAll();
    } finally {
      clearInterval(keeping);
      await Promise.all([...left].map((fill) => fill.giveBack().catch(() => undefined)));
    }
  }

  #tell(behind: Behind | undefined, fill: Fill, catchingUp: NonNullable<FeedStatus['catchingUp']>): void {
    behind?.note({
      // Nobody waits for a position of a table that does not serve yet.
      ...(fill.options.isBuilt ? { position: String(fill.written) } : {}),
      ...progressNow(),
      standby: false,
      catchingUp,
    });
  }

  #isGivenUp({ event }: Incoming): boolean {
    const since = this.#newer.get(event.id) ?? performance.now();
    this.#newer.set(event.id, since);
    return performance.now() - since > this.settings.newerPatienceMs;
  }
}

interface Taken {
  readonly behind: Behind;
  readonly fill?: Fill;
  readonly goesOn?: boolean;
}
