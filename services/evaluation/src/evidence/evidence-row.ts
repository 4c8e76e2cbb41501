import { type Evidence, gathered, noEvidence } from '@ctg/convention/evaluation';
import type { ReadModelAccess, RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The evidence on one convention under one protocol. */
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
  @Column('jsonb')
  document!: Evidence;
}

export const evidences: Projection<EvidenceRow> = {
  name: 'evidence',
  entity: EvidenceRow,
  key: 'key',
  source: 'own',
  version: 3,
  eventTypes: gathered.eventTypes,
  keys: (event) => [`${event.conventionId}.${event.data.protocolId}`],
  apply(row, event, key) {
    const document = gathered.evolve(row?.document ?? noEvidence(), event);
    return {
      key,
      conventionId: event.conventionId ?? '',
      cafId: event.cafId,
      protocolId: String(event.data.protocolId),
      document,
    };
  },
};

/**
 * Which of these are measures, baselines or opinions on the convention under the protocol, or measures and judgements that
 * it has taken over: what a judgement may rest on.
 */
export async function knownEvidence(
  readModel: ReadModelAccess,
  { conventionId, protocolId }: RouteParams,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await readModel.query<{ id: string }>(
    `SELECT id FROM evidence e CROSS JOIN unnest($2::text[]) id
      WHERE e.key = $1
        AND (e.document->'measures' ? id OR e.document->'baselines' ? id OR e.document->'opinions' ? id)
     UNION SELECT piece_id FROM taken_over
      WHERE convention_id = $3 AND kind IN ('measure', 'judgement') AND piece_id = ANY ($2)`,
    [`${conventionId}.${protocolId}`, ids, conventionId],
  );
  return rows.map(({ id }) => id);
}
