import type { EventStore, RecordedEvent, SubscriptionPage } from '@ctg/event-store';
import type { DataSource } from 'typeorm';
import { type Lease, lockCheckpoint, moveCheckpoint } from '../checkpoint/lease.js';
import type { Checkpoint } from '../delivery/checkpoint.js';
import type { Incoming } from '../delivery/incoming.js';
import { fromStore } from '../delivery/recorded-event.js';
import { Delivered, readLanes } from '../lanes/lanes.js';
import { GroupMember } from '../member/group-member.js';
import type { FeedSettings } from '../member/settings.js';
import type { FeedSubscription } from '../port.js';
import { passes, storeFilter } from './filter.js';

const defaultBatchSize = 1_000;

export interface TailOptions {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly settings: FeedSettings;
}

/** A member that reads the store itself. */
export class Tail extends GroupMember {
  readonly #store: EventStore;
  readonly #settings: FeedSettings;
  readonly #passes: (event: RecordedEvent) => boolean;

  constructor(subscription: FeedSubscription, { store, dataSource, settings }: TailOptions) {
    super(subscription, dataSource, settings);
    this.#store = store;
    this.#settings = settings;
    this.#passes = passes(subscription.filter);
  }

  protected async follow(lease: Lease, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { group, filter, batchSize = defaultBatchSize } = this.subscription;
    const wanted = storeFilter(filter);
    const delivered = new Delivered(await readLanes(this.dataSource.manager, group), lease.position);
    for await (const page of this.#store.subscribe({
      after: lease.position,
      pageSize: batchSize,
      signal,
      ...(wanted ? { filter: wanted } : {}),
    })) {
      this.heard();
      await this.#deliver(lease, page, delivered);
      onProgress();
      if (signal.aborted) break;
    }
  }

  async #deliver(lease: Lease, page: SubscriptionPage, delivered: Delivered): Promise<void> {
    const { decode } = this.#settings;
    const batch = page.events
      .filter(this.#passes)
      .map((recorded) => fromStore(recorded, decode))
      .filter((incoming) => !delivered.has(incoming));
    const parkedBefore = this.delivery.parkings;
    this.busy = true;
    try {
      if (batch.length > 0) {
        await this.#deliverVerified(lease, batch, page.position);
      } else await this.writeLazily(lease, page.position);
    } finally {
      this.busy = false;
    }
    this.progress({ position: String(page.position), caughtUp: page.caughtUp });
    if (this.delivery.parkings > parkedBefore) await this.countParked();
  }

  /** Asked while the handler works: a store that was exchanged beneath it must not move the checkpoint. */
  async #deliverVerified(lease: Lease, batch: readonly Incoming<bigint>[], upTo: bigint): Promise<void> {
    const verified = this.verified();
    verified.catch(() => {});
    await this.delivery.deliver(this.#checkpoint(lease, verified), batch, upTo, this.stopping);
  }

  #checkpoint(lease: Lease, verified: Promise<void>): Checkpoint<bigint> {
    return {
      lock: (transaction) => lockCheckpoint(transaction, lease),
      move: async (transaction, batch, position) => {
        await verified;
        const last = batch.at(-1);
        const mark = await this.mark(position, last?.position === position ? last.event.id : undefined);
        await moveCheckpoint(transaction, lease, mark, this.#settings.leaseMs);
        this.noteWritten(mark);
      },
    };
  }
}
