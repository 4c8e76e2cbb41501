import type { DataOf } from '@ctg/contracts';
import type { PriorityProposed } from '@ctg/contracts/diagnostics';
import type { ReadModelAccess } from '@ctg/decider';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';

/** A priority with its rank, from 1; without one while the copil has not ranked it. */
export type RankedPriority = DataOf<typeof PriorityProposed> & { readonly rank?: number };

/** The priorities of a convention: the ranked ones in their order, then the others. */
export async function prioritiesOf(
  readModel: ReadModelAccess,
  conventionId: string | undefined,
): Promise<RankedPriority[]> {
  const rows = await readModel.query<{ document: DataOf<typeof PriorityProposed>; rank: number | null }>(
    `SELECT priority.document, array_position(diagnostic.ranking, priority.priority_id) AS rank
       FROM priority LEFT JOIN diagnostic USING (convention_id)
      WHERE priority.convention_id = $1
      ORDER BY rank NULLS LAST, priority.priority_id`,
    [conventionId],
  );
  return rows.map(({ document, rank }) => (rank === null ? document : { ...document, rank }));
}

export const listPriorities = defineQuery({
  name: 'diagnostics.list-priorities',
  title: 'Lister les enjeux',
  roles: readers,
  route: '/conventions/:conventionId/priorities',
  query: z.strictObject({}),
  answer: async ({ params, readModel }) => ({
    priorities: await prioritiesOf(readModel, params.conventionId),
  }),
});
