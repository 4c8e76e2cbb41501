import type { DataOf } from '@ctg/contracts';
import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'need' })
export class NeedRow {
  @PrimaryColumn('text', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text') theme!: string;
  @Column('text', { name: 'title_order' }) titleOrder!: string;
  @Column('jsonb') document!: DataOf<typeof NeedIdentified>;
}

export const needs: Projection<NeedRow> = {
  name: 'needs',
  entity: NeedRow,
  key: 'needId',
  source: 'own',
  eventTypes: [NeedIdentified.type, NeedSupported.type],
  keys: ({ data }) => [data.needId as string],
  apply(row, { type, data, conventionId = '' }, needId) {
    if (type === NeedIdentified.type) {
      const document = data as DataOf<typeof NeedIdentified>;
      return { needId, conventionId, theme: document.theme, titleOrder: inOrder(document.title), document };
    }
    if (!row) return undefined;
    const { evidence } = data as DataOf<typeof NeedSupported>;
    return { ...row, document: { ...row.document, evidence: [...row.document.evidence, ...evidence] } };
  },
};
