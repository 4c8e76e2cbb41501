import type { DataOf } from '@ctg/contracts';
import { DiagnosticOpened, DiagnosticVersionFrozen, PrioritiesRanked } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A frozen version as it is shown. */
export type ShownVersion = DataOf<typeof DiagnosticVersionFrozen> & { readonly frozenOn: string };

/** The frame of a convention's diagnostic: what is left of it stands in the tables of its things. */
@Entity({ name: 'diagnostic' })
export class DiagnosticRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'opened_on' }) openedOn!: string;
  @Column('integer', { name: 'cog_vintage' }) cogVintage!: number;
  @Column('text', { name: 'previous_convention_id', nullable: true }) previousConventionId!: string | null;
  @Column('text', { array: true }) ranking!: string[];
  @Column('text', { name: 'ranking_decision_id', nullable: true }) rankingDecisionId!: string | null;
  @Column('jsonb') versions!: ShownVersion[];
}

export const diagnostics: Projection<DiagnosticRow> = {
  name: 'diagnostics',
  entity: DiagnosticRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: [DiagnosticOpened.type, PrioritiesRanked.type, DiagnosticVersionFrozen.type],
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply(row, { type, data, occurredOn }, conventionId) {
    if (type === DiagnosticOpened.type) {
      const { cogVintage, previousConventionId = null } = data as DataOf<typeof DiagnosticOpened>;
      return {
        conventionId,
        openedOn: occurredOn,
        cogVintage,
        previousConventionId,
        ranking: [],
        rankingDecisionId: null,
        versions: [],
      };
    }
    if (!row) return undefined;
    if (type === PrioritiesRanked.type) {
      const { ranking, decisionId } = data as DataOf<typeof PrioritiesRanked>;
      return { ...row, ranking, rankingDecisionId: decisionId };
    }
    const frozen = data as DataOf<typeof DiagnosticVersionFrozen>;
    return { ...row, versions: [...row.versions, { ...frozen, frozenOn: occurredOn }] };
  },
};
