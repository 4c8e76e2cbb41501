import {
  type ConventionFacts,
  convention,
  type Life,
  lifeOf,
  type PerimeterSpan,
  perimetersOf,
} from '@ctg/convention';
import { geographyOfYear } from '@ctg/geography';
import { folded } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is kept of an amendment beside its facts: what became of it, on whichever day it is looked at. */
export type AmendmentOutcome = Omit<Life['amendments'][number], 'amendment'>;

/**
 * A convention for lists and pages: what is searched stands in columns, the whole in the document. No column says what
 * depends on a day: each answer follows from the facts, on its own day.
 */
@Entity({ name: 'convention' })
export class ConventionRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text')
  title!: string;
  /** Words by which it is found: of its title, its territory and its communes. */
  @Column('text')
  searched!: string;
  /** The first day on which there is something to tell of it: its opening, or the effect of what was signed since. */
  @Column('text', { name: 'exists_from' })
  existsFrom!: string;
  /** Every commune that it ever had; on which day stands in `perimeters`. */
  @Column('text', { array: true })
  communes!: readonly string[];
  @Column('jsonb')
  perimeters!: readonly PerimeterSpan[];
  /** By amendment. */
  @Column('jsonb')
  outcomes!: Readonly<Record<string, AmendmentOutcome>>;
  @Column('text', { name: 'previous_convention_id', nullable: true })
  previousConventionId!: string | null;
  @Column('integer')
  revision!: number;
  @Column('jsonb')
  document!: ConventionFacts;
}

function searchedOf(title: string, perimeters: readonly PerimeterSpan[]): string {
  const words = perimeters.flatMap(({ territory: { name, cogVintage, communes } }) => {
    const official = geographyOfYear(cogVintage);
    return [name, ...communes.map((code) => official?.commune(code)?.name ?? '')];
  });
  return folded([title, ...new Set(words)].join(' '));
}

/** The same fold as the one commands decide on, so that a page never tells another story than a rule. */
export const conventions: Projection<ConventionRow> = {
  name: 'conventions',
  entity: ConventionRow,
  key: 'conventionId',
  source: 'own',
  version: 4,
  eventTypes: convention.eventTypes ?? [],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const document = convention.evolve(row?.document, event);
    if (!document) return row;
    const life = lifeOf(document);
    const perimeters = perimetersOf(document, life);
    const { title, openedOn, effectOn, previousConventionId = null } = document;
    return {
      conventionId,
      cafId: event.cafId,
      title,
      searched: searchedOf(title, perimeters),
      existsFrom: life.completedOn !== undefined && effectOn < openedOn ? effectOn : openedOn,
      communes: [...new Set(perimeters.flatMap(({ territory }) => territory.communes))],
      perimeters,
      outcomes: Object.fromEntries(
        life.amendments.map(({ amendment, ...outcome }) => [amendment.amendmentId, outcome]),
      ),
      previousConventionId,
      revision: event.revision,
      document,
    };
  },
};
