import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { DecisionRecorded } from '@ctg/contracts/partners';
import {
  type ConventionFacts,
  convention,
  type Decided,
  type Life,
  lifeOf,
  type PerimeterSpan,
  type Period,
  perimetersOf,
  periodsOf,
} from '@ctg/convention';
import { geographyOfYear } from '@ctg/geography';
import { folded } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { communeLines, statusLines } from './convention-lines.js';

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
  /** As it is ordered. */
  @Column('text', { name: 'title_folded' })
  titleFolded!: string;
  /** Words by which it is found: of its title, its territory and its communes. */
  @Column('text')
  searched!: string;
  /** Every commune that it ever had; on which day stands in `perimeters`. */
  @Column('text', { array: true })
  communes!: readonly string[];
  @Column('jsonb')
  perimeters!: readonly PerimeterSpan[];
  /** By amendment. */
  @Column('jsonb')
  outcomes!: Readonly<Record<string, AmendmentOutcome>>;
  @Column('text', { name: 'effect_on' })
  effectOn!: string;
  /** The last day, amendments and an early end included. */
  @Column('text', { name: 'ends_on' })
  endsOn!: string;
  /** The day on which the copil first adopted something on each subject. */
  @Column('jsonb')
  decided!: Decided;
  /** What it is found by on which days, from the first one on which there is something to tell of it. */
  @Column('jsonb')
  periods!: readonly Period[];
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

const departementOf = (code: string, cogVintage: number) =>
  geographyOfYear(cogVintage)?.commune(code)?.departement;

function decidedAfter(decided: Decided, { data, occurredOn }: PublishedEvent): Decided {
  const { bodyKind, outcome, subject } = data as DataOf<typeof DecisionRecorded>;
  const known = decided[subject];
  if (bodyKind !== 'copil' || outcome !== 'adopted' || (known !== undefined && known <= occurredOn))
    return decided;
  return { ...decided, [subject]: occurredOn };
}

/** The same fold as the one commands decide on, so that a page never tells another story than a rule. */
export const conventions: Projection<ConventionRow> = {
  name: 'conventions',
  entity: ConventionRow,
  key: 'conventionId',
  source: 'own',
  version: 7,
  lines: [communeLines, statusLines],
  eventTypes: [...(convention.eventTypes ?? []), DecisionRecorded.type],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const isDecision = event.type === DecisionRecorded.type;
    const document = isDecision ? row?.document : convention.evolve(row?.document, event);
    if (!document) return row;
    const decided = isDecision ? decidedAfter(row?.decided ?? {}, event) : (row?.decided ?? {});
    // Of thousands of decisions a handful change anything here.
    if (isDecision && decided === row?.decided) return row;
    const life = lifeOf(document);
    const perimeters = perimetersOf(document, life);
    const { title, effectOn, previousConventionId = null } = document;
    return {
      conventionId,
      cafId: event.cafId,
      title,
      titleFolded: folded(title),
      searched: searchedOf(title, perimeters),
      communes: [...new Set(perimeters.flatMap(({ territory }) => territory.communes))],
      perimeters,
      outcomes: Object.fromEntries(
        life.amendments.map(({ amendment, ...outcome }) => [amendment.amendmentId, outcome]),
      ),
      effectOn,
      endsOn: life.lastDay,
      decided,
      periods: periodsOf(document, decided, departementOf, life),
      previousConventionId,
      // Decisions stand in other streams.
      revision: isDecision ? (row?.revision ?? 0) : event.revision,
      document,
    };
  },
};
