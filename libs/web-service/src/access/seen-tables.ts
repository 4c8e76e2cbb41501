import type { ReadModelAccess } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';

/** How somebody sees a table. */
export interface View {
  /** All that was recorded up to this position has come to the table. */
  readonly upTo: bigint;
  /**
   * Of which running service the table is, of which store its rows are, and of which Cafs they are seen: where two say the same, the same is read of
   * all up to `upTo`. To be compared, never shown.
   */
  readonly id: string;
}

/** The tables of a service as somebody sees them. */
export interface SeenTables extends ReadModelAccess {
  /**
   * What is kept in memory of what was read bears this in its key, and is kept only of what is not after its `upTo`; asked for before it is read.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a projection of any row
  viewOf(projection: Projection<any>): Promise<View>;
}
