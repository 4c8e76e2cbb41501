import { EvaluationConcluded, EvaluationDecided } from '@ctg/contracts/evaluation';
import { type Evaluation, evaluation } from '@ctg/convention/evaluation';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What follows from the evidence on one convention under one protocol; its pieces have rows of their own. */
@Entity({ name: 'evidence' })
export class EvidenceRow {
  /** `<convention>.<protocol>`. */
  @PrimaryColumn('text')
  key!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text', { name: 'protocol_id' })
  protocolId!: string;
  /** The conclusion and the decision on it, where they stood in the version before: that one serves until this one is built. */
  @Column('jsonb')
  document!: { readonly evaluation: Evaluation };
}

export const evidences: Projection<EvidenceRow> = {
  name: 'evidence',
  entity: EvidenceRow,
  key: 'key',
  source: 'own',
  version: 4,
  eventTypes: [EvaluationConcluded.type, EvaluationDecided.type],
  keys: (event) => [`${event.conventionId}.${event.data.protocolId}`],
  apply(row, event, key) {
    const after = evaluation.evolve(row?.document.evaluation ?? { judgements: [] }, event);
    return (
      after && {
        key,
        conventionId: event.conventionId ?? '',
        cafId: event.cafId,
        protocolId: String(event.data.protocolId),
        document: { evaluation: after },
      }
    );
  },
};
