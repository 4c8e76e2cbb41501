import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded } from '@ctg/contracts/partners';
import { notFound, notKnownYet, type ReadModelAccess, refused } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A decision of a body, learned from partners. */
@Entity({ name: 'known_decision' })
export class KnownDecisionRow {
  @PrimaryColumn('text', { name: 'decision_id' })
  decisionId!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text', { name: 'body_kind' })
  bodyKind!: string;
  @Column('text')
  subject!: string;
  @Column('text')
  outcome!: string;
  @Column('text', { name: 'decided_on' })
  decidedOn!: string;
}

export const knownDecisions: Projection<KnownDecisionRow> = {
  name: 'known-decisions',
  entity: KnownDecisionRow,
  key: 'decisionId',
  source: 'feed',
  version: 2,
  eventTypes: [DecisionRecorded.type],
  keys: (event) => [String(event.data.decisionId)],
  apply(_row, event, decisionId) {
    const { bodyKind, subject, outcome } = event.data as DataOf<typeof DecisionRecorded>;
    const conventionId = event.conventionId ?? '';
    return {
      decisionId,
      conventionId,
      cafId: event.cafId,
      bodyKind,
      subject,
      outcome,
      decidedOn: event.occurredOn,
    };
  },
};

/** The day of a decision by which a copil settled the evaluation. @throws Rejection */
export async function evaluationDecidedOn(
  readModel: ReadModelAccess,
  decisionId: string,
  conventionId: string | undefined,
): Promise<string> {
  const [row] = await readModel.query<KnownDecisionRow>(
    `SELECT convention_id AS "conventionId", body_kind AS "bodyKind", subject, outcome, decided_on AS "decidedOn"
       FROM known_decision WHERE decision_id = $1`,
    [decisionId],
  );
  if (!row) throw notKnownYet('Décision', decisionId);
  if (row.conventionId !== conventionId) throw notFound('Décision', decisionId);
  if (row.bodyKind === 'copil' && row.subject === 'evaluation' && row.outcome === 'adopted')
    return row.decidedOn;
  throw refused({
    code: 'decision-does-not-validate',
    title: 'Cette décision ne porte pas sur l’évaluation.',
    expected: 'une décision adoptée par un copil, dont l’objet est evaluation',
    found: `${row.outcome}, ${row.bodyKind}, ${row.subject}`,
  });
}
