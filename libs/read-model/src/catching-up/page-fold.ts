import { type Incoming, isOutage, type Parking } from '@ctg/feed';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { isToRefold, kept, type Refold } from '../corrections/refold.js';
import type { Projection } from '../projection.js';
import type { RowCache } from './row-cache.js';

/** The fold threw, and may have left a row half changed: start again from what was last written, carefully. */
export class FoldFailed extends Error {
  override readonly name = 'FoldFailed';
  /** Whose fold it was. */
  of?: unknown;
  constructor(
    readonly position: bigint,
    options: ErrorOptions,
  ) {
    super('The fold failed', options);
  }
}

/** Folds pages into a cache; faulty events and those behind them are set aside as the feed would park them. */
export class PageFold<Row extends ObjectLiteral> {
  #parkings: Parking[] = [];

  constructor(
    private readonly projection: Projection<Row>,
    readonly cache: RowCache<Row>,
    private readonly held: Set<string>,
    private readonly refold: Refold,
  ) {}

  /**
   * Carefully: on copies of the rows, so that an event whose fold throws can be set aside.
   * @throws FoldFailed when an event fails that was not folded carefully
   */
  async fold(manager: EntityManager, page: readonly Incoming[], carefulUpTo: bigint): Promise<void> {
    const touched = page.map((incoming) => this.#keys(incoming, carefulUpTo));
    await this.cache.bring(manager, touched);
    for (let place = 0; place < page.length; place++) {
      const incoming = page[place] as Incoming;
      const carefully = incoming.position <= carefulUpTo;
      if (this.#isToRefold(incoming)) await this.#applyAnew(manager, incoming, carefully);
      else this.#apply(incoming, touched[place] ?? [], carefully);
    }
  }

  isHeld(key: string): boolean {
    return this.held.has(key);
  }

  takeParkings(): Parking[] {
    const parkings = this.#parkings;
    this.#parkings = [];
    return parkings;
  }

  #keys(incoming: Incoming, carefulUpTo: bigint): readonly string[] {
    if (incoming.unreadable !== undefined || this.#isToRefold(incoming)) return [];
    try {
      return this.projection.keys(incoming.event);
    } catch (cause) {
      if (incoming.position > carefulUpTo) throw new FoldFailed(incoming.position, { cause });
      return [];
    }
  }

  #apply(incoming: Incoming, keys: readonly string[], carefully: boolean): void {
    if (this.held.has(incoming.key)) this.#setAside(incoming, undefined);
    else if (incoming.unreadable !== undefined) this.#setAside(incoming, incoming.unreadable);
    else if (carefully) this.#applyCarefully(incoming);
    else this.#applyFast(incoming, keys);
  }

  #isToRefold({ event, key, unreadable }: Incoming): boolean {
    return unreadable === undefined && !this.held.has(key) && isToRefold(this.projection, event);
  }

  /** The rows of what was corrected, from the store; nothing of them is half changed when that fails. */
  async #applyAnew(manager: EntityManager, incoming: Incoming, carefully: boolean): Promise<void> {
    const { event, position } = incoming;
    try {
      const anew = await this.refold.rows(this.projection, event);
      await this.cache.bring(manager, [[...anew.keys()]]);
      for (const [key, row] of anew)
        this.cache.set(key, kept(this.projection, row, this.cache.get(key), event, key));
    } catch (cause) {
      if (isOutage(cause)) throw cause;
      if (!carefully) throw new FoldFailed(position, { cause });
      this.#setAside(incoming, sentenceOf(cause));
    }
  }

  #applyFast({ event, position }: Incoming, keys: readonly string[]): void {
    try {
      for (const key of keys) this.cache.set(key, this.projection.apply(this.cache.get(key), event, key));
    } catch (cause) {
      if (isOutage(cause)) throw cause;
      throw new FoldFailed(position, { cause });
    }
  }

  #applyCarefully(incoming: Incoming): void {
    const rows = new Map<string, Row | undefined>();
    try {
      for (const key of this.projection.keys(incoming.event)) {
        const row = rows.has(key) ? rows.get(key) : structuredClone(this.cache.get(key));
        rows.set(key, this.projection.apply(row, incoming.event, key));
      }
    } catch (cause) {
      if (isOutage(cause)) throw cause;
      this.#setAside(incoming, sentenceOf(cause));
      return;
    }
    for (const [key, row] of rows) this.cache.set(key, row);
  }

  #setAside(incoming: Incoming, reason: string | undefined): void {
    this.held.add(incoming.key);
    const waiting = reason === undefined;
    this.#parkings.push({
      incoming,
      reason: reason ?? 'Waits behind a parked event of its key.',
      attempts: waiting ? 0 : 1,
      waiting,
    });
  }
}

const sentenceOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
