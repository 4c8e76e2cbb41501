import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { EvidenceTakenOver, NeedIdentified, ValueRecorded } from '@ctg/contracts/diagnostics';
import { type TakenPiece, takenOver } from '@ctg/convention/diagnostic';
import type { LookUpInput } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { takenOverBy } from '@ctg/web-service';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A need or a value of a former convention, as one that renews it has taken it over. */
@Entity({ name: 'taken_over' })
export class TakenOverRow {
  /** `<convention>.<need or value>`. */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') kind!: string;
  @Column('text', { name: 'piece_id' }) pieceId!: string;
  @Column('jsonb') document!: TakenPiece;
}

export const takenOvers: Projection<TakenOverRow> = {
  name: 'taken-over',
  entity: TakenOverRow,
  key: 'key',
  source: 'own',
  eventTypes: takenOver.eventTypes ?? [],
  keys: ({ conventionId, data }) =>
    (data as DataOf<typeof EvidenceTakenOver>).evidence.map(({ id }) => `${conventionId}.${id}`),
  apply(row, event, key) {
    if (row) return row;
    const { conventionId = '', cafId } = event;
    const pieceId = key.slice(conventionId.length + 1);
    const document = takenOver.evolve(undefined, event)?.[pieceId];
    return document && { key, conventionId, cafId, kind: document.kind, pieceId, document };
  },
};

/** What makes a need or a value, and the field that names it. */
const made: Readonly<Record<string, string>> = {
  [NeedIdentified.type]: 'needId',
  [ValueRecorded.type]: 'valueId',
};

/** What a later convention has taken over stays: it is corrected, not annulled. @throws Rejection `taken-over` */
export async function assertNotTakenOver(
  { type, data }: PublishedEvent,
  { readModel }: Pick<LookUpInput<unknown>, 'readModel'>,
): Promise<void> {
  const field = made[type];
  if (field === undefined) return;
  const [row] = await readModel.query<{ by: string }>(
    'SELECT convention_id AS "by" FROM taken_over WHERE piece_id = $1 LIMIT 1',
    [data[field]],
  );
  if (row) throw takenOverBy(row.by);
}
