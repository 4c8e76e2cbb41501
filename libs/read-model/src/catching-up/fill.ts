import {
  Delivered,
  giveBackLease,
  heldKeys,
  type Incoming,
  type Lease,
  lockCheckpoint,
  type Mark,
  moveCheckpoint,
  park,
  type StoreWitness,
} from '@ctg/feed';
import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import { deliveredFilter, type Refold } from '../corrections/refold.js';
import { versionOf } from '../projection.js';
import { RowTable } from '../table/row-table.js';
import type { OpenTable } from '../versions/open-versions.js';
import { putInService } from '../versions/version-tables.js';
import { PageFold } from './page-fold.js';
import { RowCache } from './row-cache.js';

/** Most rows of one projection kept in memory, and most changed ones before they are written. */
const mostRows = 10_000;
const mostChanged = 5_000;

export interface FillOptions {
  readonly dataSource: DataSource;
  readonly witness: StoreWitness;
  readonly refold: Refold;
  readonly open: OpenTable;
  /** Where its table stands now. */
  readonly tableSchema: string;
  readonly isBuilt: boolean;
  readonly lease: Lease;
  /** What this group had beyond its position, by another way. */
  readonly delivered: Delivered;
  readonly leaseMs: number;
}

/** One projection on its way to the head of the store: its rows in hand, its lease, how far it is written. */
export class Fill<Row extends ObjectLiteral = ObjectLiteral> {
  /** Undefined: of every type. */
  readonly types: ReadonlySet<string> | undefined;
  /** Folded, with everything up to it; what is written may be behind. */
  position: bigint;
  #fold!: PageFold<Row>;
  #mark: Mark;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #unwrittenPages = 0;

  constructor(readonly options: FillOptions) {
    const { eventTypes } = deliveredFilter(options.open.projection);
    this.types = eventTypes && new Set(eventTypes);
    this.#mark = options.lease.mark;
    this.position = this.#mark.position;
  }

  get name(): string {
    return this.options.open.projection.name;
  }

  /** Written, with everything up to it. */
  get written(): bigint {
    return this.#mark.position;
  }

  /** Begins, or begins again, after what is written. */
  async begin(): Promise<void> {
    await this.#writing.catch(() => undefined);
    this.#writing = Promise.resolve();
    const { dataSource, open, lease, refold } = this.options;
    this.position = this.written;
    const cache = new RowCache<Row>(this.#table(), mostRows, this.written === 0n);
    const held = await heldKeys(dataSource.manager, lease.group);
    this.#fold = new PageFold<Row>(open.projection, cache, held, refold);
  }

  wants(incoming: Incoming): boolean {
    const isOfItsTypes = this.types?.has(incoming.event.type) ?? true;
    return isOfItsTypes && incoming.position > this.position && !this.options.delivered.has(incoming);
  }

  /** True where an event that is newer than this program would have to be parked. */
  isHeld(incoming: Incoming): boolean {
    return this.#fold.isHeld(incoming.key);
  }

  /** @throws FoldFailed see `PageFold` */
  async fold(events: readonly Incoming[], upTo: bigint, carefulUpTo: bigint): Promise<void> {
    if (events.length > 0) await this.#fold.fold(this.options.dataSource.manager, events, carefulUpTo);
    if (upTo > this.position) this.position = upTo;
  }

  /** Writes now and then, while the fold goes on. */
  async writeWhenDue(): Promise<void> {
    if (++this.#unwrittenPages < 10 && this.#fold.cache.changed < mostChanged) return;
    await this.#write(async () => undefined, false);
  }

  /** Writes all that is folded; `withIt` in the same transaction. */
  async writeAll(
    withIt: (transaction: EntityManager) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.#write(withIt, true);
  }

  /** Writes the rest and serves from now on, in one transaction. */
  async putInService(): Promise<void> {
    const { open, tableSchema, isBuilt } = this.options;
    const { projection, tables, serving } = open;
    await this.writeAll(async (transaction) => {
      if (isBuilt) return;
      const version = versionOf(projection);
      await putInService(transaction, { name: projection.name, version, from: tableSchema, serving, tables });
    });
  }

  /** The lease, prolonged from where it is written; a writing that is under way does so itself. @throws LeaseLost */
  async prolong(): Promise<void> {
    if (this.#isWriting) return;
    const { dataSource, lease, leaseMs } = this.options;
    await moveCheckpoint(dataSource.manager, lease, this.#mark, leaseMs);
  }

  async giveBack(): Promise<void> {
    const { dataSource, lease } = this.options;
    await this.#writing.catch(() => undefined);
    await giveBackLease(dataSource.manager, lease);
  }

  /** Waits for the writing before, then begins this one; with `toTheEnd` it is also waited for. */
  async #write(withIt: (transaction: EntityManager) => Promise<void>, toTheEnd: boolean): Promise<void> {
    await this.#writing;
    this.#unwrittenPages = 0;
    this.#fold.cache.shrink();
    const { dataSource, witness, lease, leaseMs } = this.options;
    const before = this.#mark;
    const position = this.position;
    const written = this.#fold.cache.takeChanges();
    const parkings = this.#fold.takeParkings();
    this.#isWriting = true;
    const writing = dataSource.transaction(async (transaction) => {
      // Lost with the server, this transaction takes its position with it.
      await transaction.query('SET LOCAL synchronous_commit = off');
      await lockCheckpoint(transaction, lease);
      await this.#table().write(transaction, written);
      await park(transaction, lease.group, parkings);
      await witness.verify(before);
      const mark = await witness.mark(position);
      await moveCheckpoint(transaction, lease, mark, leaseMs);
      await withIt(transaction);
      this.#mark = mark;
    });
    this.#writing = writing.finally(() => {
      this.#isWriting = false;
    });
    this.#writing.catch(() => undefined);
    if (toTheEnd) await this.#writing;
  }

  #table(): RowTable<Row> {
    const { dataSource, open, tableSchema } = this.options;
    return new RowTable<Row>(dataSource, open.projection, tableSchema);
  }
}
