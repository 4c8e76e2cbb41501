import type { DataOf } from '@ctg/contracts';
import { BodyCreated } from '@ctg/contracts/partners';
import type { Lines, Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A body of a convention. */
@Entity({ name: 'body' })
export class BodyRow {
  @PrimaryColumn('text', { name: 'body_id' }) bodyId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('jsonb') document!: DataOf<typeof BodyCreated>;
}

/** An organisation that is a member of a body. */
@Entity({ name: 'body_member' })
export class BodyMember {
  @PrimaryColumn('text', { name: 'body_id' }) bodyId!: string;
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' }) cafId!: string;
  @PrimaryColumn('text') organisation!: string;
}

const memberLines: Lines<BodyRow> = {
  entity: BodyMember,
  of: ({ bodyId, conventionId, cafId, document }) =>
    [...new Set(document.members)].map((organisation) => ({ bodyId, conventionId, cafId, organisation })),
};

export const bodies: Projection<BodyRow> = {
  name: 'bodies',
  entity: BodyRow,
  key: 'bodyId',
  source: 'own',
  lines: [memberLines],
  eventTypes: [BodyCreated.type],
  keys: ({ data }) => [data.bodyId as string],
  apply: (_row, { data, cafId, conventionId = '' }, bodyId) => ({
    bodyId,
    conventionId,
    cafId,
    document: data as DataOf<typeof BodyCreated>,
  }),
};
