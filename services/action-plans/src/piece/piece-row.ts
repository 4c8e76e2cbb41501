import type { PublishedEvent } from '@ctg/contracts';
import type { Projection } from '@ctg/read-model';
import { Column, PrimaryColumn } from 'typeorm';

/**
 * A piece of a plan or of an action, recorded once and whole by one event: of such a piece there may be any number, so each
 * has a row of its own, and one more takes the same work however many there are.
 */
export abstract class PieceRow<Piece extends object = object> {
  @PrimaryColumn('text', { name: 'event_id' }) eventId!: string;
  /** Of its event in the store, decimal: pieces are shown in the order in which they were recorded. */
  @Column('bigint') position!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('jsonb') document!: Piece;
}

interface PiecesOf<Row extends PieceRow> {
  /** Of the projection: `axes`. */
  readonly name: string;
  readonly entity: new () => Row;
  /** Of the event by which a piece is recorded. */
  readonly eventType: string;
  /** What is shown of the piece, and what it is found by. */
  of(event: PublishedEvent): Omit<Row, Exclude<keyof PieceRow, 'document'>>;
}

/** The table of pieces of one kind: a row for each event of a type, as that event holds. */
export const pieces = <Row extends PieceRow>({
  name,
  entity,
  eventType,
  of,
}: PiecesOf<Row>): Projection<Row> => ({
  name,
  entity,
  key: 'eventId',
  source: 'own',
  eventTypes: [eventType],
  keys: ({ id }) => [id],
  apply(_row, event, eventId) {
    const { position, conventionId = '', cafId } = event;
    return { eventId, position, conventionId, cafId, ...of(event) } as Row;
  },
});
