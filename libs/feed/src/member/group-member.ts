import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  ensureCheckpoint,
  giveBackLease,
  type Lease,
  moveCheckpoint,
  readCheckpoint,
  takeLease,
} from '../checkpoint/lease.js';
import { CheckpointAstray, type Mark } from '../checkpoint/mark.js';
import type { StoreWitness } from '../checkpoint/store-witness.js';
import { type DeliveryOptions, GroupDelivery, StoppedWhileRetrying } from '../delivery/group-delivery.js';
import { NeedsRemedy } from '../delivery/needs-remedy.js';
import { NewerThanKnown } from '../delivery/newer-than-known.js';
import { isOutage } from '../delivery/outage.js';
import { backoff, pause } from '../delivery/pause.js';
import { progressNow } from '../health/progress.js';
import { countParked } from '../parking/parked-events.js';
import type { FeedStatus, FeedSubscription, RunningSubscription } from '../port.js';

/**
 * The lane of the group as a whole, whatever the adapter: its lease makes one member the active one, and everything up to
 * its position has been delivered. One lane for all adapters, so that a group may change from one to another.
 */
const groupLane = 'store';

export interface MemberSettings extends DeliveryOptions {
  /** A member that is not heard of for so long has lost its group to another one. Milliseconds, like all below. */
  readonly leaseMs: number;
  readonly standbyPollMs: number;
  /** How often the checkpoint is written when nothing comes for the group. */
  readonly idleCheckpointMs: number;
  /** When the source has not even said that it is quiet for so long, the lease is no longer prolonged. */
  readonly silenceMs: number;
  /** So long an event that is newer than this program is waited with before it is parked: a deployment takes no longer. */
  readonly newerPatienceMs: number;
  /** Recognises the store that checkpoints are positions of; without it they are taken on trust. */
  readonly witness?: StoreWitness;
}

/** What waits for a table waits longer than this: a source that is back is followed before anybody is told « later ». */
const longestPauseMs = 1_000;

/** A group that stopped because its checkpoint does not fit the store looks so often whether it was placed anew. */
const lookAgainMs = 3_000;

/** One member of one group: follows the events from the group's checkpoint, or stands by while another member does. */
export abstract class GroupMember implements RunningSubscription {
  readonly delivery: GroupDelivery;
  /** True while a delivery holds the checkpoint, and prolongs the lease by itself. */
  protected busy = false;
  readonly #holder = randomUUID();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #status: FeedStatus;
  /** The position as the database has it, which may be behind: it is not written for every step that brought nothing. */
  #written: Mark = { position: 0n };
  #writtenAt = Number.NEGATIVE_INFINITY;
  #heardAt = Number.NEGATIVE_INFINITY;
  #holding = new AbortController();
  #newer: { readonly eventId: string; readonly since: number } | undefined;

  constructor(
    readonly subscription: FeedSubscription,
    protected readonly dataSource: DataSource,
    protected readonly settings: MemberSettings,
  ) {
    const { group, handle, acts = false } = subscription;
    this.delivery = new GroupDelivery(dataSource, group, handle, { ...settings, acts });
    this.#status = {
      group,
      position: '0',
      caughtUp: false,
      hasCaughtUp: false,
      ...progressNow(),
      parked: 0,
    };
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

  /** Its checkpoint was placed elsewhere: takes the lease again and goes on from there, without waiting to notice. */
  startOver(): void {
    this.#holding.abort();
  }

  /** After a replay or a discard. */
  async countParked(): Promise<void> {
    const parked = await countParked(this.dataSource.manager, this.subscription.group);
    this.delivery.mayHoldKeys = parked > 0;
    this.note({ parked });
  }

  /**
   * Delivers from the lease's position on until the signal aborts; throws what keeps it from going on. `onProgress` is
   * called after each step that went well.
   */
  protected abstract follow(lease: Lease, signal: AbortSignal, onProgress: () => void): Promise<void>;

  /** Aborts when the member is told to stop, not when its lease is lost. */
  protected get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** The source has said something, even if only that it is quiet. */
  protected heard(): void {
    this.#heardAt = performance.now();
  }

  protected progress(change: Partial<FeedStatus>): void {
    const { trouble: _, failure: __, ...status } = this.#status;
    this.#status = { ...status, ...progressNow(), ...change };
    if (this.#status.caughtUp) this.#status = { ...this.#status, hasCaughtUp: true };
  }

  protected note(change: Partial<FeedStatus>): void {
    this.#status = { ...this.#status, ...change };
  }

  /** Writes the position when it is worth it; a delivery that wrote it itself says so with `noteWritten`. */
  protected async writeLazily(lease: Lease, position: bigint): Promise<void> {
    if (position <= this.#written.position) return;
    if (performance.now() - this.#writtenAt >= this.settings.idleCheckpointMs)
      await this.#write(lease, position);
  }

  /** Milliseconds since the position was written. */
  protected writtenAgo(): number {
    return performance.now() - this.#writtenAt;
  }

  protected noteWritten(mark: Mark): void {
    this.#written = mark;
    this.#writtenAt = performance.now();
  }

  /** The store still has what this member last wrote down. @throws CheckpointAstray */
  protected async verified(): Promise<void> {
    await this.settings.witness?.verify(this.#written);
  }

  /** What is written for a position; `eventId` where the event at that very position is in hand. */
  protected async mark(position: bigint, eventId?: string): Promise<Mark> {
    return (await this.settings.witness?.mark(position, eventId)) ?? { position };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        const lease = await this.#takeLease();
        if (lease) await this.#hold(lease, () => (failures = 0));
        else await pause(this.settings.standbyPollMs, signal);
      } catch (error) {
        if (error instanceof CheckpointAstray) {
          this.note({ failure: error.message, caughtUp: false });
          await pause(lookAgainMs, signal);
          continue;
        }
        if (error instanceof NewerThanKnown) {
          this.#waitWith(error);
          await pause(this.settings.standbyPollMs * 3, signal);
          continue;
        }
        // Nothing is ever a reason to stop for good: what is not the event's fault passes, or stays visible in the health.
        failures++;
        const failure = error instanceof NeedsRemedy ? { failure: error.message } : {};
        this.note({ trouble: String(error), caughtUp: false, ...failure });
        await pause(backoff(failures, 50, longestPauseMs), signal);
      }
    }
  }

  async #takeLease(): Promise<Lease | undefined> {
    const { manager } = this.dataSource;
    const { group } = this.subscription;
    await ensureCheckpoint(manager, group, groupLane);
    const { leaseMs } = this.settings;
    const lease = await takeLease(manager, { group, lane: groupLane, holder: this.#holder, leaseMs });
    const mark = lease?.mark ?? (await readCheckpoint(manager, group, groupLane)) ?? { position: 0n };
    await this.#verify(mark, lease);
    const position = String(mark.position);
    const isMoving = position !== this.#status.position;
    this.noteWritten(mark);
    this.heard();
    await this.countParked();
    this.note({ position, standby: !lease, caughtUp: false });
    // To hold the lease is no progress yet. To stand by is, as long as somebody does the work.
    if (!lease) await this.#standBy(mark.position, isMoving);
    return lease;
  }

  /** A position that the store does not have cannot be gone on from. @throws CheckpointAstray */
  async #verify(mark: Mark, lease: Lease | undefined): Promise<void> {
    try {
      await this.settings.witness?.verify(mark);
    } catch (error) {
      if (lease) await giveBackLease(this.dataSource.manager, lease);
      throw error;
    }
  }

  async #standBy(position: bigint, isMoving: boolean): Promise<void> {
    const head = await this.settings.witness?.head();
    const caughtUp = head === undefined || position >= head;
    if (caughtUp || isMoving) this.progress({ caughtUp });
    else this.note({ trouble: 'the member that holds the lease does not advance' });
  }

  async #hold(lease: Lease, onProgress: () => void): Promise<void> {
    // Ends the following when the lease turns out to be lost while nothing comes.
    const holding = new AbortController();
    this.#holding = holding;
    let lost: unknown;
    const keeping = setInterval(() => {
      this.#keepLease(lease).catch((error) => {
        lost = error;
        holding.abort();
      });
    }, this.settings.leaseMs / 3);
    try {
      await this.follow(lease, AbortSignal.any([this.#stopping.signal, holding.signal]), onProgress);
      if (lost) throw lost;
    } catch (error) {
      // Another member may be newer.
      if (error instanceof NewerThanKnown) await this.#leave(lease);
      if (!(error instanceof StoppedWhileRetrying)) throw error;
    } finally {
      clearInterval(keeping);
    }
    if (this.#stopping.signal.aborted) await this.#leave(lease);
  }

  #waitWith(newer: NewerThanKnown): void {
    if (this.#newer?.eventId !== newer.eventId)
      this.#newer = { eventId: newer.eventId, since: performance.now() };
    if (performance.now() - this.#newer.since > this.settings.newerPatienceMs)
      this.delivery.givenUp = newer.eventId;
    this.note({ trouble: newer.message, caughtUp: false });
  }

  /** A source that says nothing at all any more loses its reader the lease: another member may have better luck. */
  async #keepLease(lease: Lease): Promise<void> {
    const isSilent = performance.now() - this.#heardAt > this.settings.silenceMs;
    if (this.busy || isSilent) return;
    await this.verified();
    await this.#write(lease, BigInt(this.#status.position));
  }

  async #write(lease: Lease, position: bigint): Promise<void> {
    const mark = await this.mark(position);
    await moveCheckpoint(this.dataSource.manager, lease, mark, this.settings.leaseMs);
    this.noteWritten(mark);
  }

  async #leave(lease: Lease): Promise<void> {
    const { manager } = this.dataSource;
    try {
      await moveCheckpoint(manager, lease, await this.mark(BigInt(this.#status.position)), 0);
      await giveBackLease(manager, lease);
    } catch (error) {
      // Then the lease runs out by itself, and a few steps that brought nothing are made again.
      if (!isOutage(error)) throw error;
    }
  }
}
