import { randomUUID } from 'node:crypto';
import type { EventStore } from '@ctg/event-store';
import {
  backoff,
  CheckpointAstray,
  Delivered,
  ensureCheckpoint,
  forgetGroup,
  type GroupOrder,
  giveBackLease,
  openOrders,
  pause,
  StoreWitness,
  takeLease,
} from '@ctg/feed';
import type { Decode } from '@ctg/feed/embedded';
import { escapeIdentifier as quoted } from 'pg';
import type { DataSource } from 'typeorm';
import type { CatchUpSettings } from '../catching-up/catch-up.js';
import { Fill } from '../catching-up/fill.js';
import { SharedReading } from '../catching-up/shared-reading.js';
import { Refold } from '../corrections/refold.js';
import { projectionGroup } from '../projection.js';
import type { OpenTable } from '../versions/open-versions.js';
import { anewGroup, anewSchema } from '../versions/version-tables.js';
import { exchange, Overtaken, orderAnew } from './anew.js';

export interface RebuildingOptions {
  readonly dataSource: DataSource;
  readonly store: EventStore;
  readonly decode: Decode;
  readonly settings: CatchUpSettings;
  /** How often it is looked whether another replica was told to have a table built, in milliseconds. */
  readonly lookEveryMs: number;
}

/**
 * Builds tables anew that an operator has no trust in any more, while they serve and are folded on: beside them, under a group of
 * their own, by one replica; what was cut off goes on. Then the two are exchanged in one transaction.
 */
export class Rebuilding {
  readonly #holder = randomUUID();
  readonly #stopping = new AbortController();
  readonly #witness: StoreWitness;
  /** Why a group's table could not be built so far. */
  readonly #troubles = new Map<string, string>();
  #looking = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly tables: readonly OpenTable[],
    private readonly options: RebuildingOptions,
  ) {
    this.#witness = new StoreWitness(options.store);
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** The table of a group, of those that this replica folds; undefined: it is none. */
  tableOf(group: string): OpenTable | undefined {
    return this.tables.find(({ projection }) => projectionGroup(projection) === group);
  }

  /** What keeps a table from being built anew; undefined: nothing, as far as this replica has tried. */
  troubleOf(group: string): string | undefined {
    return this.#troubles.get(group);
  }

  /** @throws NotBuiltAnew */
  async order(open: OpenTable, asked: Pick<GroupOrder, 'reason' | 'by'>): Promise<void> {
    await this.options.dataSource.transaction((transaction) => orderAnew(transaction, open, asked));
    this.#looking.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      this.#looking = new AbortController();
      const wake = AbortSignal.any([signal, this.#looking.signal]);
      try {
        for (const { group, action } of await openOrders(this.options.dataSource.manager)) {
          const open = action === 'rebuild' ? this.tableOf(group) : undefined;
          if (open && !signal.aborted) await this.#tryToBuild(group, open);
        }
        failures = this.#troubles.size > 0 ? failures + 1 : 0;
      } catch {
        // The orders could not be read: the database is away, which every group tells.
        failures++;
      }
      if (failures > 0) await pause(backoff(failures, 100, 5_000), signal);
      else await pause(this.options.lookEveryMs, wake);
    }
  }

  /** The order stands until it is done; what failed is told with the group, and holds up no other. */
  async #tryToBuild(group: string, open: OpenTable): Promise<void> {
    try {
      await this.#build(open);
      this.#troubles.delete(group);
    } catch (error) {
      this.#troubles.set(group, String(error));
    }
  }

  async #build(open: OpenTable): Promise<void> {
    const { dataSource, settings } = this.options;
    const { manager } = dataSource;
    const group = anewGroup(projectionGroup(open.projection));
    const { leaseMs } = settings;
    await ensureCheckpoint(manager, group, 'store');
    const lease = await takeLease(manager, { group, lane: 'store', holder: this.#holder, leaseMs });
    if (!lease) return;
    const tableSchema = anewSchema(open.serving);
    try {
      await this.#witness.verify(lease.mark);
    } catch (error) {
      if (!(error instanceof CheckpointAstray)) throw error;
      // The store was exchanged meanwhile: from its beginning.
      await dataSource.transaction(async (transaction) => {
        for (const table of open.tables)
          await transaction.query(`TRUNCATE ${quoted(tableSchema)}.${quoted(table)}`);
        await forgetGroup(transaction, group);
      });
      return this.#looking.abort();
    }
    const fill = new Fill({
      dataSource,
      witness: this.#witness,
      refold: new Refold(this.options.store, this.options.decode),
      open,
      tableSchema,
      isBuilt: false,
      lease,
      delivered: new Delivered([], lease.position),
      leaseMs,
    });
    const keeping = setInterval(() => {
      // A lease that is lost is told by the next writing.
      fill.prolong().catch(() => undefined);
    }, leaseMs / 3);
    try {
      await this.#fillAndExchange(fill, open);
    } finally {
      clearInterval(keeping);
      await giveBackLease(manager, lease);
    }
  }

  async #fillAndExchange(fill: Fill, open: OpenTable): Promise<void> {
    const { store, decode, settings } = this.options;
    const { signal } = this.#stopping;
    await fill.begin();
    for (;;) {
      const reading = new SharedReading([fill], {
        store,
        decode,
        pageSize: settings.pageSize,
        signal,
        isGivenUp: () => false,
        metNewer: () => undefined,
        told: () => undefined,
      });
      const [arrived] = await reading.run();
      await fill.writeAll();
      // Told to stop; or an event waits for a newer program: the order stands.
      if (!arrived) return;
      try {
        return await fill.writeAll((transaction) => exchange(transaction, open, this.#witness));
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
        await fill.begin();
      }
    }
  }
}
