import { geography, isVintage } from '@ctg/geography';
import { folded } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OpenConvention } from './convention.js';
import { convention } from './convention-decider.js';

/** A convention for lists and pages: what is searched stands in columns, the whole in the document. */
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
  @Column('text')
  phase!: string;
  @Column('text', { name: 'effect_on' })
  effectOn!: string;
  @Column('text', { name: 'ends_on' })
  endsOn!: string;
  @Column('text', { array: true })
  communes!: readonly string[];
  @Column('integer')
  revision!: number;
  @Column('jsonb')
  document!: OpenConvention;
}

function searchedOf({ title, territory }: OpenConvention): string {
  const { cogVintage } = territory;
  const official = isVintage(cogVintage) ? geography(cogVintage) : undefined;
  const communes = territory.communes.map((code) => official?.commune(code)?.name ?? '');
  return folded([title, territory.name, ...communes].join(' '));
}

/** The same fold as the one commands decide on, so that a page never tells another story than a rule. */
export const conventions: Projection<ConventionRow> = {
  name: 'conventions',
  entity: ConventionRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: convention.eventTypes ?? [],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const document = convention.evolve(row?.document, event);
    if (!document) return row;
    return {
      conventionId,
      cafId: event.cafId,
      title: document.title,
      searched: searchedOf(document),
      phase: document.phase,
      effectOn: document.effectOn,
      endsOn: document.endsOn,
      communes: document.territory.communes,
      revision: event.revision,
      document,
    };
  },
};
