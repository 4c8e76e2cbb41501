import { type Diagnostic, diagnostic, type FrozenVersion } from '@ctg/convention/diagnostic';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The frame of a convention's diagnostic: what is left of it stands in the tables of its things. */
@Entity({ name: 'diagnostic' })
export class DiagnosticRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'opened_on' }) openedOn!: string;
  @Column('integer', { name: 'cog_vintage' }) cogVintage!: number;
  @Column('text', { name: 'previous_convention_id', nullable: true }) previousConventionId!: string | null;
  @Column('text', { array: true }) ranking!: readonly string[];
  @Column('text', { name: 'ranking_decision_id', nullable: true }) rankingDecisionId!: string | null;
  @Column('jsonb') versions!: FrozenVersion[];
}

export const diagnostics: Projection<DiagnosticRow> = {
  name: 'diagnostics',
  entity: DiagnosticRow,
  key: 'conventionId',
  source: 'own',
  version: 3,
  eventTypes: diagnostic.eventTypes ?? [],
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply(row, event, conventionId) {
    const after = diagnostic.evolve(row && stateOf(row), event);
    return (
      after && {
        previousConventionId: null,
        rankingDecisionId: null,
        ...after,
        conventionId,
        cafId: event.cafId,
      }
    );
  },
};

/** The columns of a row are the fields of the state. */
function stateOf({ previousConventionId, rankingDecisionId, ...row }: DiagnosticRow): Diagnostic {
  return {
    ...row,
    ...(previousConventionId === null ? {} : { previousConventionId }),
    ...(rankingDecisionId === null ? {} : { rankingDecisionId }),
  };
}
