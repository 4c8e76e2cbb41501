import type { EventStore } from '@ctg/event-store';
import type { AnyCommand } from './define-command.js';
import { Rejection } from './rejection.js';

/** How far the tables of a service have been folded. */
export interface Tables {
  /** The projections of the service's own events. */
  readonly own: readonly string[];
  /** Waits until these projections (default: all) have come to a position; false when the time (milliseconds) is over. */
  waitFor(position: bigint, timeoutMs: number, names?: readonly string[]): Promise<boolean>;
}

/** Longest waits, in milliseconds: for what this service accepted, and for what others may have published. */
const longest = { forOwn: 5_000, forOthers: 3_000 } as const;

/** The tables that a command decides on did not come to where the store was; nothing was decided. To be tried again. */
export class TablesBehind extends Error {
  override readonly name = 'TablesBehind';
  constructor(
    readonly position: string,
    options?: ErrorOptions,
  ) {
    super(`The tables have not come to position ${position} yet.`, options);
  }
}

/**
 * A command never decides on tables that are behind what it needs: those of its own service have come to where the store
 * was when it arrived, and what another service tells is waited for before it is called unknown.
 */
export class WaitingForTables {
  constructor(
    private readonly store: EventStore,
    private readonly tables: Tables | undefined,
  ) {}

  /** @throws TablesBehind the command's own service is too far behind, or what others tell may not have arrived */
  async around<T>(command: AnyCommand, decide: () => Promise<T>): Promise<T> {
    const { tables } = this;
    if (!tables || !command.lookUp) return decide();
    const arrived = await this.store.head();
    const names = command.waitsFor ?? tables.own;
    if (names.length > 0 && !(await tables.waitFor(arrived, longest.forOwn, names)))
      throw new TablesBehind(String(arrived));
    try {
      return await decide();
    } catch (error) {
      // Whoever names a fact was told of it before: it is not beyond where the store was.
      if (!isEarly(error)) throw error;
      // While something is still to be read nobody can say that it is unknown.
      if (!(await tables.waitFor(arrived, longest.forOthers))) throw new TablesBehind(String(arrived));
      return decide();
    }
  }
}

/** Refused, perhaps only because another service's fact has not arrived. */
export const isEarly = (error: unknown): boolean => error instanceof Rejection && error.mayBeEarly;
