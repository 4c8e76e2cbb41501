import type { DataOf, PublishedEvent } from '@ctg/contracts';
import {
  EvaluationConcluded,
  type EvidenceTakenOver,
  JudgementRecorded,
  MeasureRecorded,
} from '@ctg/contracts/evaluation';
import { resultsNamed, type TakenResult, takenResults } from '@ctg/convention/evaluation';
import type { LookUpInput } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { takenOverBy } from '@ctg/web-service';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A result of a former convention, as one that renews it has taken it over. */
@Entity({ name: 'taken_over' })
export class TakenOverRow {
  /** `<convention>.<result>`. */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') kind!: string;
  @Column('text', { name: 'piece_id' }) pieceId!: string;
  @Column('text', { name: 'protocol_id' }) protocolId!: string;
  /** Where it stands: the key of the former convention's evidence under its protocol. */
  @Column('text', { name: 'evidence_key' }) evidenceKey!: string;
  @Column('jsonb') document!: TakenResult;
}

export const takenOvers: Projection<TakenOverRow> = {
  name: 'taken-over',
  entity: TakenOverRow,
  key: 'key',
  source: 'own',
  eventTypes: takenResults.eventTypes ?? [],
  keys: ({ conventionId, data }) =>
    resultsNamed(data as DataOf<typeof EvidenceTakenOver>).map(({ id }) => `${conventionId}.${id}`),
  apply(row, event, key) {
    if (row) return row;
    const { conventionId = '', cafId } = event;
    const pieceId = key.slice(conventionId.length + 1);
    const document = takenResults.evolve(undefined, event)?.[pieceId];
    if (!document) return undefined;
    const { kind, protocolId, previousConventionId } = document;
    const evidenceKey = `${previousConventionId}.${protocolId}`;
    return { key, conventionId, cafId, kind, pieceId, protocolId, evidenceKey, document };
  },
};

/** What a later convention has taken over stays: it is corrected, not annulled. @throws Rejection `taken-over` */
export async function assertNotTakenOver(
  fact: PublishedEvent,
  { readModel }: Pick<LookUpInput<unknown>, 'readModel'>,
): Promise<void> {
  const [where, value] = takenFrom(fact) ?? [];
  if (where === undefined) return;
  const [row] = await readModel.query<{ by: string }>(
    `SELECT convention_id AS "by" FROM taken_over WHERE ${where} LIMIT 1`,
    [value],
  );
  if (row) throw takenOverBy(row.by);
}

/** By which rows see that the thing is taken over that this event makes. */
function takenFrom({ type, data, conventionId }: PublishedEvent): readonly [string, string] | undefined {
  if (type === MeasureRecorded.type) return ['piece_id = $1', String(data.measureId)];
  if (type === JudgementRecorded.type) return ['piece_id = $1', String(data.judgementId)];
  if (type === EvaluationConcluded.type)
    return [`evidence_key = $1 AND kind = 'recommendation'`, `${conventionId}.${data.protocolId}`];
  return undefined;
}
