import { catalogue, type PublishedEvent } from '@ctg/contracts';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event as one convention lived it. An event that concerns several conventions has an entry in each. */
@Entity({ name: 'timeline_entry' })
export class TimelineRow {
  /** `<convention>:<position, 19 digits>`: sorts as it happened. */
  @PrimaryColumn('text')
  key!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  /** 19 digits, so that text sorts as numbers do. */
  @Column('text')
  position!: string;
  @Column('text')
  type!: string;
  @Column('text', { name: 'recorded_at' })
  recordedAt!: string;
  @Column('jsonb')
  event!: PublishedEvent;
}

/** A position as it is kept: as wide as the largest. */
const padded = (position: string): string => position.padStart(19, '0');

/** The conventions an event concerns: its own, or those a protocol is about. */
function conventionsOf(event: PublishedEvent): readonly string[] {
  if (event.conventionId !== undefined) return [event.conventionId];
  const { scope } = event.data as { scope?: { conventionIds?: readonly string[] } };
  return scope?.conventionIds ?? [];
}

export const timeline: Projection<TimelineRow> = {
  name: 'timeline',
  entity: TimelineRow,
  key: 'key',
  source: 'feed',
  eventTypes: catalogue.map(({ type }) => type),
  keys: (event) => conventionsOf(event).map((conventionId) => `${conventionId}:${padded(event.position)}`),
  apply: (_row, event, key) => ({
    key,
    conventionId: key.slice(0, key.lastIndexOf(':')),
    position: padded(event.position),
    type: event.type,
    recordedAt: event.recordedAt,
    event,
  }),
};
