import { decodeEvent } from '@ctg/contracts';
import type { EventStore, SubscriptionPage } from '@ctg/event-store';
import {
  backoff,
  ensureCheckpoint,
  isOutage,
  lockGroup,
  park,
  pause,
  placeGroup,
  StoreWitness,
} from '@ctg/feed';
import { type Decode, fromStore } from '@ctg/feed/embedded';
import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import { type Projection, projectionGroup, versionOf } from '../projection.js';
import { recordVersion } from '../projection-tables.js';
import { RowTable } from '../table/row-table.js';
import { FoldFailed, RebuildFold } from './rebuild-fold.js';
import {
  beginOrResume,
  forget,
  keysSetAside,
  moveRebuild,
  rebuildGroup,
  takeOverParked,
} from './rebuild-state.js';
import { RowCache } from './row-cache.js';
import { currentSchema, putTwinInPlace, rebuildSchema } from './swap-tables.js';

export interface RebuildOptions<Row extends ObjectLiteral = ObjectLiteral> {
  readonly dataSource: DataSource;
  readonly projection: Projection<Row>;
  readonly store: EventStore;
  /** Default: the whole catalogue of `@ctg/contracts`. */
  readonly decode?: Decode;
  readonly pageSize?: number;
  /** Most rows kept in memory. */
  readonly cachedRows?: number;
  /** Changed rows are written together when there are so many, or after so many pages. */
  readonly changedRows?: number;
  readonly pagesBetweenWrites?: number;
  readonly signal?: AbortSignal;
  /** Told after each page how far the rebuild has come. */
  readonly onProgress?: (progress: { readonly position: bigint; readonly events: number }) => void;
}

export interface Rebuilt {
  /** Events folded by this run. */
  readonly events: number;
  readonly position: bigint;
  /** False when the signal ended it; it will go on from there next time. */
  readonly finished: boolean;
}

/**
 * Builds a projection's table anew from the whole history, beside the serving one, and puts it in its place in one short
 * transaction. Nothing but the table, its checkpoint and its parked events changes: no reaction runs. A rebuild that was
 * cut off goes on where it was; of several processes one rebuilds and the others wait.
 */
export async function rebuildProjection<Row extends ObjectLiteral>(
  options: RebuildOptions<Row>,
): Promise<Rebuilt> {
  const { dataSource, projection, signal } = options;
  // A connection of its own, whose end frees the lock, whatever happened.
  const lock = dataSource.createQueryRunner();
  const name = `rebuild:${await currentSchema(dataSource.manager)}:${projection.name}`;
  try {
    for (;;) {
      const [answer] = await lock.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS ours', [
        name,
      ]);
      if (answer.ours) break;
      await pause(500, signal);
      if (signal?.aborted) return { events: 0, position: 0n, finished: false };
    }
    return await new Rebuild(options).run();
  } finally {
    await lock.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => {});
    await lock.release();
  }
}

class Rebuild<Row extends ObjectLiteral> {
  readonly #manager: EntityManager;
  readonly #table: string;
  #fold!: RebuildFold<Row>;
  /** Written, with everything up to it. */
  #position = 0n;
  #carefulUpTo = 0n;
  #faults = 0;
  #events = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly options: RebuildOptions<Row>) {
    this.#manager = options.dataSource.manager;
    this.#table = options.dataSource.getMetadata(options.projection.entity).tableName;
  }

  async run(): Promise<Rebuilt> {
    const { signal } = this.options;
    for (let failures = 0; ; ) {
      try {
        await this.#resume();
        if (await this.#readToTheEnd()) {
          await this.#switch();
          return { events: this.#events, position: this.#position, finished: true };
        }
      } catch (error) {
        await this.#writing.catch(() => {});
        if (error instanceof FoldFailed) this.#beCareful(error.position);
        else if (isOutage(error)) await pause(backoff(++failures, 100, 5_000), signal);
        else throw error;
      }
      if (signal?.aborted) return { events: this.#events, position: this.#position, finished: false };
    }
  }

  /** Copies cost time: only for as long as needed, unless faults are many. */
  #beCareful(upTo: bigint): void {
    this.#carefulUpTo = ++this.#faults > 10 ? 2n ** 63n - 1n : upTo;
  }

  async #resume(): Promise<void> {
    const { dataSource, projection, cachedRows = 100_000 } = this.options;
    this.#position = await beginOrResume(this.#manager, projection.name, this.#table, versionOf(projection));
    const schema = rebuildSchema(await currentSchema(this.#manager));
    const cache = new RowCache(
      new RowTable(dataSource, projection, schema),
      cachedRows,
      this.#position === 0n,
    );
    this.#fold = new RebuildFold(projection, cache, await keysSetAside(this.#manager, projection.name));
    this.#writing = Promise.resolve();
  }

  /** Reads one page ahead of the fold, and lets the fold go on while rows are being written. False: told to stop. */
  async #readToTheEnd(): Promise<boolean> {
    const {
      store,
      projection,
      pageSize = 5_000,
      signal,
      changedRows = 20_000,
      pagesBetweenWrites = 10,
    } = this.options;
    const reading = new AbortController();
    const pages = store
      .subscribe({
        after: this.#position,
        filter: { eventTypes: projection.eventTypes },
        pageSize,
        signal: signal ? AbortSignal.any([signal, reading.signal]) : reading.signal,
      })
      [Symbol.asyncIterator]();
    let ahead: Promise<IteratorResult<SubscriptionPage>> = Promise.resolve({ done: true, value: undefined });
    try {
      ahead = pages.next();
      for (let unwritten = 1; ; unwritten++) {
        const { done, value: page } = await ahead;
        if (done) return false;
        if (!page.caughtUp) ahead = pages.next();
        // The question for the next page leaves before the fold takes the thread: the server works meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        await this.#foldPage(page);
        if (page.caughtUp || unwritten >= pagesBetweenWrites || this.#fold.cache.changed >= changedRows) {
          await this.#write(page.position);
          unwritten = 0;
        }
        if (!page.caughtUp) continue;
        await this.#writing;
        return true;
      }
    } finally {
      reading.abort();
      ahead.catch(() => {});
      await this.#writing;
    }
  }

  async #foldPage(page: SubscriptionPage): Promise<void> {
    const { decode = decodeEvent, onProgress } = this.options;
    const incoming = page.events.map((event) => fromStore(event, decode));
    await this.#fold.fold(this.#manager, incoming, this.#carefulUpTo);
    this.#events += incoming.length;
    onProgress?.({ position: page.position, events: this.#events });
  }

  /** Waits for the writing before, then begins this one. */
  async #write(position: bigint): Promise<void> {
    await this.#writing;
    this.#fold.cache.shrink();
    const save = this.#takeUnsaved(position);
    this.#writing = this.options.dataSource.transaction(async (transaction) => {
      // Lost with the server, this transaction takes its position with it.
      await transaction.query('SET LOCAL synchronous_commit = off');
      await save(transaction);
    });
    this.#writing.catch(() => {});
  }

  #takeUnsaved(position: bigint): (transaction: EntityManager) => Promise<void> {
    const { dataSource, projection } = this.options;
    const written = this.#fold.cache.takeChanges();
    const parkings = this.#fold.takeParkings();
    const from = this.#position;
    this.#position = position;
    return async (transaction) => {
      const schema = rebuildSchema(await currentSchema(transaction));
      await new RowTable(dataSource, projection, schema).write(transaction, written);
      await park(transaction, rebuildGroup(projection.name), parkings);
      await moveRebuild(transaction, projection.name, from, position);
    };
  }

  /**
   * With the projection's checkpoint in hand, so that nothing is folded into the old table meanwhile: the last events,
   * then the tables, the checkpoint and what is parked change places together.
   */
  async #switch(): Promise<void> {
    const { dataSource, projection, store, decode = decodeEvent } = this.options;
    const group = projectionGroup(projection.name);
    await dataSource.transaction(async (transaction) => {
      // A long reader must not make everybody else wait behind us: give up soon, try again.
      await transaction.query(`SET LOCAL lock_timeout = '2s'`);
      await ensureCheckpoint(transaction, group, 'store');
      await lockGroup(transaction, group);
      const head = await store.head();
      const rest = [];
      let position = this.#position;
      if (head > position) position = head;
      for await (const event of store.readAll({
        after: this.#position,
        filter: { eventTypes: projection.eventTypes },
      })) {
        rest.push(fromStore(event, decode));
        if (event.position > position) position = event.position;
      }
      await this.#fold.fold(transaction, rest, position);
      await this.#takeUnsaved(position)(transaction);
      await putTwinInPlace(transaction, await currentSchema(transaction), this.#table);
      await takeOverParked(transaction, projection.name);
      await placeGroup(transaction, group, await new StoreWitness(store).mark(position));
      await recordVersion(transaction, projection.name, versionOf(projection));
      await forget(transaction, projection.name);
    });
  }
}
