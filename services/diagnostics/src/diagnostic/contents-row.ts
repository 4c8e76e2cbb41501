import type { ReadModelAccess } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Contents, contributed, contributionTypes, nothingYet } from './contents.js';

/** What each convention's diagnostic holds so far; what is frozen is taken from here. */
@Entity({ name: 'diagnostic_contents' })
export class ContentsRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('jsonb') contents!: Contents;
}

export const diagnosticContents: Projection<ContentsRow> = {
  name: 'diagnostic-contents',
  entity: ContentsRow,
  key: 'conventionId',
  source: 'own',
  version: 3,
  eventTypes: contributionTypes,
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    contents: contributed(row?.contents ?? nothingYet, event),
  }),
};

/** What the diagnostic of a convention holds, as far as the table was folded. */
export async function contentsOf(
  readModel: ReadModelAccess,
  conventionId: string | undefined,
): Promise<Contents> {
  const [row] = await readModel.query<Pick<ContentsRow, 'contents'>>(
    'SELECT contents FROM diagnostic_contents WHERE convention_id = $1',
    [conventionId],
  );
  return row?.contents ?? nothingYet;
}
