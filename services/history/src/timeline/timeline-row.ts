import {
  catalogue,
  correctionIn,
  correctionTypesOf,
  isCorrection,
  isOurs,
  knownSince,
  type PublishedEvent,
} from '@ctg/contracts';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { formersIn } from '../names/formers.js';

/** One event as one convention lived it. An event that concerns several conventions has an entry in each. */
@Entity({ name: 'timeline_entry' })
export class TimelineRow {
  /** `<convention>:<position, 19 digits>`: sorts as it happened. */
  @PrimaryColumn('text')
  key!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  /** 19 digits, so that text sorts as numbers do. */
  @Column('text')
  position!: string;
  @Column('text')
  type!: string;
  /** Since when it is known. */
  @Column('text', { name: 'recorded_at' })
  recordedAt!: string;
  /** Of a correction: the id of the event that it corrects. */
  @Column('text', { nullable: true })
  corrects!: string | null;
  @Column('jsonb')
  event!: PublishedEvent;
}

/** A position as it is kept: as wide as the largest. */
export const padded = (position: string): string => position.padStart(19, '0');

/** True for what another convention did that concerns this one: it took something over. */
export const isTheirs = (
  { conventionId: own }: Pick<PublishedEvent, 'conventionId'>,
  conventionId: string,
): boolean => own !== undefined && own !== conventionId;

/** The key of what a convention lived at a position. */
export const entryKey = (conventionId: string, position: string): string =>
  `${conventionId}:${padded(position)}`;

const known = new Set<string>(catalogue.flatMap(({ type }) => [type, ...correctionTypesOf([type])]));

/** True for an event of a type that this version does not know: it is shown as set aside, and what it says is nobody's to tell. */
export const isSetAside = ({ type }: Pick<PublishedEvent, 'type'>): boolean => !known.has(type);

/** The conventions an event concerns: its own and that of which it takes something over, or those a protocol is about. */
function conventionsOf(event: PublishedEvent): readonly string[] {
  // Of somebody else's event, which does not say whose it is, nothing is told.
  if (!isOurs(event)) return [];
  if (event.conventionId !== undefined)
    return [...new Set([event.conventionId, ...(isSetAside(event) ? [] : formersIn([event]))])];
  if (isSetAside(event)) return [];
  if (!isCorrection(event.type)) return conventionsIn(event.data);
  const { before, after } = correctionIn(event);
  return [...new Set([...conventionsIn(before.data), ...conventionsIn(after?.data)])];
}

const conventionsIn = (data: unknown): readonly string[] =>
  (data as { scope?: { conventionIds?: readonly string[] } } | undefined)?.scope?.conventionIds ?? [];

export const timeline: Projection<TimelineRow> = {
  name: 'timeline',
  entity: TimelineRow,
  key: 'key',
  source: 'feed',
  version: 5,
  tellsCorrections: true,
  // They stay there when a newer version is rolled back, and are told in full once it is there again.
  tellsUnknown: true,
  eventTypes: catalogue.map(({ type }) => type),
  keys: (event) => conventionsOf(event).map((conventionId) => entryKey(conventionId, event.position)),
  apply: (_row, event, key) => ({
    key,
    conventionId: key.slice(0, key.lastIndexOf(':')),
    cafId: event.cafId,
    position: padded(event.position),
    type: event.type,
    recordedAt: knownSince(event),
    corrects: isCorrection(event.type) ? correctionIn(event).factId : null,
    event,
  }),
};
