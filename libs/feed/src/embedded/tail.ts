import { randomUUID } from 'node:crypto';
import type { EventStore, RecordedEvent, SubscriptionPage } from '@ctg/event-store';
import type { DataSource } from 'typeorm';
import {
  ensureCheckpoint,
  giveBackLease,
  type Lease,
  moveCheckpoint,
  readCheckpoint,
  takeLease,
} from '../checkpoint/lease.js';
import { GroupDelivery, StoppedWhileRetrying } from '../delivery/group-delivery.js';
import { isOutage } from '../delivery/outage.js';
import { backoff, pause } from '../delivery/pause.js';
import { countParked } from '../parking/parked-events.js';
import type { FeedStatus, FeedSubscription, RunningSubscription } from '../port.js';
import { passes, storeFilter } from './filter.js';
import { fromStore } from './recorded-event.js';
import type { EmbeddedFeedSettings } from './settings.js';

/** The whole store is one lane. */
const lane = 'store';
const defaultBatchSize = 1_000;

export interface TailOptions {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly settings: EmbeddedFeedSettings;
}

/** One member of one group: follows the store from the group's checkpoint, or stands by while another member does. */
export class Tail implements RunningSubscription {
  readonly delivery: GroupDelivery;
  readonly #holder = randomUUID();
  readonly #stopping = new AbortController();
  readonly #passes: (event: RecordedEvent) => boolean;
  #running: Promise<void> = Promise.resolve();
  #status: FeedStatus;
  /** The position as the database has it, which may be behind: it is not written for every page that brought nothing. */
  #written = 0n;
  #writtenAt = 0;
  #lastPageAt = 0;
  #busy = false;

  constructor(
    readonly subscription: FeedSubscription,
    private readonly options: TailOptions,
  ) {
    const { group, handle, filter } = subscription;
    this.delivery = new GroupDelivery(options.dataSource, group, handle, options.settings);
    this.#passes = passes(filter);
    this.#status = { group, position: '0', caughtUp: false, lastProgressAt: new Date(), parked: 0 };
  }

  start(): void {
    this.#running = this.#run();
  }

  status(): FeedStatus {
    return this.#status;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** After a replay or a discard. */
  async countParked(): Promise<void> {
    this.#note({ parked: await countParked(this.options.dataSource.manager, this.subscription.group) });
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        const lease = await this.#takeLease();
        if (lease) await this.#follow(lease, () => (failures = 0));
        else await pause(this.options.settings.standbyPollMs, signal);
      } catch (error) {
        // Nothing is ever a reason to stop for good: what is not the event's fault passes, or stays visible in the health.
        failures++;
        this.#note({ trouble: String(error), caughtUp: false });
        await pause(backoff(failures, 50, 5_000), signal);
      }
    }
  }

  async #takeLease(): Promise<Lease | undefined> {
    const { manager } = this.options.dataSource;
    const { group } = this.subscription;
    await ensureCheckpoint(manager, group, lane);
    const lease = await takeLease(manager, {
      group,
      lane,
      holder: this.#holder,
      leaseMs: this.options.settings.leaseMs,
    });
    const position = lease?.position ?? (await readCheckpoint(manager, group, lane)) ?? 0n;
    this.#written = position;
    this.#writtenAt = Date.now();
    this.#lastPageAt = Date.now();
    this.#note({
      position: String(position),
      parked: await countParked(manager, group),
      standby: !lease,
      caughtUp: false,
    });
    // To stand by is all this member has to do. To hold the lease is no progress yet.
    if (!lease) this.#progress({});
    return lease;
  }

  async #follow(lease: Lease, onProgress: () => void): Promise<void> {
    const { store, settings } = this.options;
    const { filter, batchSize = defaultBatchSize } = this.subscription;
    const wanted = storeFilter(filter);
    // Ends the reading when the lease turns out to be lost while nothing comes.
    const following = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, following.signal]);
    let lost: unknown;
    const keeping = setInterval(() => {
      this.#keepLease(lease).catch((error) => {
        lost = error;
        following.abort();
      });
    }, settings.leaseMs / 3);
    try {
      const after = lease.position;
      for await (const page of store.subscribe({
        after,
        pageSize: batchSize,
        signal,
        ...(wanted ? { filter: wanted } : {}),
      })) {
        this.#lastPageAt = Date.now();
        await this.#deliver(lease, page);
        onProgress();
        if (signal.aborted) break;
      }
      if (lost) throw lost;
    } catch (error) {
      if (!(error instanceof StoppedWhileRetrying)) throw error;
    } finally {
      clearInterval(keeping);
    }
    if (this.#stopping.signal.aborted) await this.#leave(lease);
  }

  async #deliver(lease: Lease, page: SubscriptionPage): Promise<void> {
    const { decode } = this.options.settings;
    const batch = page.events.filter(this.#passes).map((recorded) => fromStore(recorded, decode));
    const parkedBefore = this.delivery.parkings;
    this.#busy = true;
    try {
      if (batch.length > 0) {
        await this.delivery.deliver(lease, batch, page.position, this.#stopping.signal);
        this.#noteWritten(page.position);
      } else if (page.position > this.#written && this.#isTimeToWrite()) {
        await this.#write(lease, page.position);
      }
    } finally {
      this.#busy = false;
    }
    this.#progress({ position: String(page.position), caughtUp: page.caughtUp });
    if (this.delivery.parkings > parkedBefore) await this.countParked();
  }

  #isTimeToWrite(): boolean {
    return Date.now() - this.#writtenAt >= this.options.settings.idleCheckpointMs;
  }

  async #write(lease: Lease, position: bigint): Promise<void> {
    await moveCheckpoint(this.options.dataSource.manager, lease, position, this.options.settings.leaseMs);
    this.#noteWritten(position);
  }

  #noteWritten(position: bigint): void {
    this.#written = position;
    this.#writtenAt = Date.now();
  }

  /** A store that says nothing at all any more loses its reader the lease: another member may have better luck. */
  async #keepLease(lease: Lease): Promise<void> {
    const isSilent = Date.now() - this.#lastPageAt > this.options.settings.silenceMs;
    if (this.#busy || isSilent) return;
    await this.#write(lease, BigInt(this.#status.position));
  }

  async #leave(lease: Lease): Promise<void> {
    const { manager } = this.options.dataSource;
    try {
      await moveCheckpoint(manager, lease, BigInt(this.#status.position), 0);
      await giveBackLease(manager, lease);
    } catch (error) {
      // Then the lease runs out by itself, and a few pages that brought nothing are read again.
      if (!isOutage(error)) throw error;
    }
  }

  #progress(change: Partial<FeedStatus>): void {
    const { trouble: _, ...status } = this.#status;
    this.#status = { ...status, lastProgressAt: new Date(), ...change };
  }

  #note(change: Partial<FeedStatus>): void {
    this.#status = { ...this.#status, ...change };
  }
}
