import { type Need, need } from '@ctg/convention/diagnostic';
import { inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'need' })
export class NeedRow {
  @PrimaryColumn('text', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') theme!: string;
  @Column('text', { name: 'title_order' }) titleOrder!: string;
  @Column('jsonb') document!: Need;
}

export const needs: Projection<NeedRow> = {
  name: 'needs',
  entity: NeedRow,
  key: 'needId',
  source: 'own',
  version: 3,
  eventTypes: need.eventTypes ?? [],
  keys: ({ data }) => [data.needId as string],
  apply(row, event, needId) {
    const document = need.evolve(row?.document, event);
    if (!document) return undefined;
    const conventionId = row?.conventionId ?? event.conventionId ?? '';
    return {
      needId,
      conventionId,
      cafId: event.cafId,
      theme: document.theme,
      titleOrder: inOrder(document.title),
      document,
    };
  },
};
