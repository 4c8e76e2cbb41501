import type { PublishedEvent } from '@ctg/contracts';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

/**
 * What a row is found or ordered by and has several of (its communes, its statuses): a line for each, in a table of their own
 * beside the rows, made, exchanged and dropped with it. Behind row-level security only a bare column is looked up in an index:
 * never what an array or a document holds.
 */
export interface Lines<Row extends ObjectLiteral = ObjectLiteral> {
  /** All of its columns are its primary key; one is that of the row, by the same name. */
  readonly entity: EntityTarget<ObjectLiteral>;
  /** Pure, like the fold. */
  of(row: Row): readonly ObjectLiteral[];
}

/**
 * A table folded from events, one row a key. Pure: the engine loads the rows a batch touches, folds the batch in
 * memory, and writes rows and checkpoint in one transaction. Each version of it has a table and a group of its own.
 */
export interface Projection<Row extends ObjectLiteral = ObjectLiteral> {
  /** `conventions`: unique in its service. */
  readonly name: string;
  /** The TypeORM entity; its table is this projection's alone. */
  readonly entity: EntityTarget<Row>;
  /** The entity's single primary key property. */
  readonly key: keyof Row & string;
  /** Written with the rows, in the same transaction. */
  readonly lines?: readonly Lines<Row>[];
  /** `own`: this service's events, from the event store. `feed`: what it learns from other services. */
  readonly source: 'own' | 'feed';
  /**
   * Raise it when the fold changes its mind or a migration changes the table: the new version is then built from the whole
   * history beside the old one. Default 1.
   */
  readonly version?: number;
  /** Its rows are nobody's in particular. Default false: the table has a column `caf_id`, and nobody sees the rows of another Caf. */
  readonly ofNoTenant?: boolean;
  readonly eventTypes: readonly string[];
  /** True for a table that also tells of events of types that this program does not know: they come as they were written. */
  readonly tellsUnknown?: boolean;
  /** Keys of the rows an event touches. */
  keys(event: PublishedEvent): readonly string[];
  /** The row after the event; undefined removes it. May change and return the row it was given. */
  apply(row: Row | undefined, event: PublishedEvent, key: string): Row | undefined;
  /**
   * True for a table that tells corrections themselves. Default: when an event is corrected or annulled, the rows that it
   * touched are folded anew from the events of its subject, as those hold now.
   */
  readonly tellsCorrections?: boolean;
  /**
   * Only for rows that are folded from several subjects: the row that was folded anew from one of them, with what the row
   * before had of the others.
   */
  keepOfOthers?(
    anew: Row | undefined,
    before: Row | undefined,
    subject: string,
    key: string,
  ): Row | undefined;
}

export const versionOf = (projection: { readonly version?: number }): number => projection.version ?? 1;

/** The group of one version of a projection in the feed: its own checkpoint and its own parked events. */
export const projectionGroup = (projection: { readonly name: string; readonly version?: number }): string =>
  groupOf(projection.name, versionOf(projection));

export const groupOf = (name: string, version: number): string => `projection:${name}@${version}`;
