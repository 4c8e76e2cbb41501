import type { PublishedEvent } from '@ctg/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { lockGroup } from '../checkpoint/lease.js';
import { firstParked, heldKeys, type Parking, park, parkAgain, unpark } from '../parking/parked-events.js';
import type { FeedHandler } from '../port.js';
import type { Checkpoint } from './checkpoint.js';
import type { Incoming, ReadIncoming } from './incoming.js';
import { NewerThanKnown } from './newer-than-known.js';
import { isOutage } from './outage.js';
import { backoff, pause } from './pause.js';

export interface DeliveryOptions {
  /** How often one event is tried before it is parked. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly retryDelayMs: number;
  /** See `FeedSubscription`. */
  readonly acts?: boolean;
}

/** The subscription is stopping in the middle of retries; the event will be delivered again. */
export class StoppedWhileRetrying extends Error {
  override readonly name = 'StoppedWhileRetrying';
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/**
 * What every adapter does with a batch once it has it: effect, parked events and checkpoint in one transaction, so that
 * an effect happens once; a faulty event is found and parked, its key held, all others go on.
 */
export class GroupDelivery {
  /** How many events this member has parked; a reason to count anew. */
  parkings = 0;
  /** False while it is known that nothing of the group is parked: only its active member parks. */
  mayHoldKeys = true;
  /** An event newer than this program that was waited with for long enough: it is parked. */
  givenUp: string | undefined;

  constructor(
    private readonly dataSource: DataSource,
    readonly group: string,
    private readonly handle: FeedHandler,
    private readonly options: DeliveryOptions,
  ) {}

  /**
   * Delivers a batch and moves the checkpoint to `upTo`. A batch that fails is undone and delivered in
   * halves, down to the single event that fails: the others are not delivered one at a time for its sake.
   * @throws LeaseLost · StoppedWhileRetrying · whatever `isOutage` recognises: take the lease again, read on from there
   */
  async deliver<Place>(
    checkpoint: Checkpoint<Place>,
    batch: readonly Incoming<Place>[],
    upTo: Place,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#deliverWhole(checkpoint, batch, upTo);
    } catch (error) {
      if (isOutage(error) || (error instanceof NewerThanKnown && batch.length === 1)) throw error;
      const again = batch.map((incoming) => incoming.fresh());
      const [first] = again;
      if (!first) throw error;
      if (batch.length === 1) return this.#insist(checkpoint, first, upTo, error, signal);
      const middle = Math.ceil(batch.length / 2);
      const last = again[middle - 1] as Incoming<Place>;
      await this.deliver(checkpoint, again.slice(0, middle), last.place, signal);
      await this.deliver(checkpoint, again.slice(middle), upTo, signal);
    }
  }

  /** Hands the key's parked events to the handler again, in order, each with its removal in one transaction. */
  async replay(key: string, read: ReadIncoming): Promise<number> {
    for (let replayed = 0; ; replayed++) {
      let eventId: string | undefined;
      try {
        const done = await this.dataSource.transaction(async (transaction) => {
          // Keeps deliveries still, so that none puts an event behind a key that is just becoming free.
          await lockGroup(transaction, this.group);
          const first = await firstParked(transaction, this.group, key);
          if (!first) return true;
          eventId = first.event_id;
          const incoming = read(first.event);
          if (incoming.unreadable !== undefined) throw new Error(incoming.unreadable);
          await this.handle([incoming.event], transaction);
          await unpark(transaction, this.group, first.event_id);
          return false;
        });
        if (done) return replayed;
      } catch (error) {
        if (isOutage(error) || eventId === undefined) throw error;
        await parkAgain(this.dataSource.manager, this.group, eventId, messageOf(error));
        return replayed;
      }
    }
  }

  async #deliverWhole<Place>(
    checkpoint: Checkpoint<Place>,
    batch: readonly Incoming<Place>[],
    upTo: Place,
  ): Promise<void> {
    const acted = this.options.acts ? await this.#act(batch) : undefined;
    await this.dataSource.transaction(async (transaction) => {
      await checkpoint.lock(transaction);
      const { events, parkings } = acted ?? (await this.#sorted(transaction, batch));
      if (!acted && events.length > 0) await this.handle(events, transaction);
      await park(transaction, this.group, parkings);
      await checkpoint.move(transaction, batch, upTo);
      this.parkings += parkings.length;
      if (parkings.length > 0) this.mayHoldKeys = true;
    });
  }

  async #act(batch: readonly Incoming[]): Promise<Sorted> {
    const { manager } = this.dataSource;
    const sorted = await this.#sorted(manager, batch);
    if (sorted.events.length > 0) await this.handle(sorted.events, manager);
    return sorted;
  }

  async #sorted(manager: EntityManager, batch: readonly Incoming[]): Promise<Sorted> {
    const keys = this.mayHoldKeys ? [...new Set(batch.map((incoming) => incoming.key))] : [];
    const held = keys.length > 0 ? await heldKeys(manager, this.group, keys) : new Set<string>();
    const newer = batch.find(({ newer, key, event }) => newer && !held.has(key) && event.id !== this.givenUp);
    if (newer) throw new NewerThanKnown(newer);
    return sort(batch, held);
  }

  async #insist<Place>(
    checkpoint: Checkpoint<Place>,
    incoming: Incoming<Place>,
    upTo: Place,
    failure: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    let reason = failure;
    for (let attempt = 1; attempt < this.options.attempts; attempt++) {
      await pause(backoff(attempt, this.options.retryDelayMs, 5_000), signal);
      if (signal.aborted) throw new StoppedWhileRetrying();
      try {
        return await this.#deliverWhole(checkpoint, [incoming.fresh()], upTo);
      } catch (error) {
        if (isOutage(error)) throw error;
        reason = error;
      }
    }
    await this.dataSource.transaction(async (transaction) => {
      await checkpoint.lock(transaction);
      const parking = {
        incoming,
        reason: messageOf(reason),
        attempts: this.options.attempts,
        waiting: false,
      };
      await park(transaction, this.group, [parking]);
      await checkpoint.move(transaction, [incoming], upTo);
      this.parkings++;
      this.mayHoldKeys = true;
    });
  }
}

interface Sorted {
  readonly events: readonly PublishedEvent[];
  readonly parkings: readonly Parking[];
}

/** What goes to the handler, and what is parked without being tried: the unreadable, and all behind a held key. */
function sort(batch: readonly Incoming[], held: Set<string>): Sorted {
  const events: PublishedEvent[] = [];
  const parkings: Parking[] = [];
  for (const incoming of batch) {
    if (held.has(incoming.key)) {
      const reason = 'Waits behind a parked event of its key.';
      parkings.push({ incoming, reason, attempts: 0, waiting: true });
    } else if (incoming.unreadable !== undefined) {
      held.add(incoming.key);
      parkings.push({ incoming, reason: incoming.unreadable, attempts: 1, waiting: false });
    } else {
      events.push(incoming.event);
    }
  }
  return { events, parkings };
}
