import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { RowTable, Written } from '../table/row-table.js';

/**
 * The rows that a catch-up has in hand: the newest ones in memory, the changed ones written together now and then. Bounded;
 * what falls out is read again when an event touches it.
 */
export class RowCache<Row extends ObjectLiteral> {
  /** Undefined: known not to exist. */
  readonly #rows = new Map<string, Row | undefined>();
  readonly #changed = new Set<string>();
  /** While true, a row that is not here does not exist: nothing was written before, nothing fell out. */
  #isWhole: boolean;

  constructor(
    private readonly table: RowTable<Row>,
    private readonly size: number,
    startsEmpty: boolean,
  ) {
    this.#isWhole = startsEmpty;
  }

  get changed(): number {
    return this.#changed.size;
  }

  /** Brings the rows of these keys in, with one query at most. */
  async bring(manager: EntityManager, touched: readonly (readonly string[])[]): Promise<void> {
    if (this.#isWhole) return;
    const missing = [...new Set(touched.flat())].filter((key) => !this.#rows.has(key));
    if (missing.length === 0) return;
    const found = await this.table.load(manager, missing);
    for (const key of missing) this.#rows.set(key, found.get(key));
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  set(key: string, row: Row | undefined): void {
    this.#rows.set(key, row);
    this.#changed.add(key);
  }

  /** Everything that changed since the last time, ready to be written. */
  takeChanges(): Written {
    const changes = new Map<string, Row | undefined>();
    for (const key of this.#changed) changes.set(key, this.#rows.get(key));
    this.#changed.clear();
    return this.table.prepare(changes);
  }

  /** Lets the oldest unchanged rows go. Only when everything taken has been written. */
  shrink(): void {
    for (const key of this.#rows.keys()) {
      if (this.#rows.size <= this.size) return;
      if (this.#changed.has(key)) continue;
      this.#rows.delete(key);
      this.#isWhole = false;
    }
  }
}
