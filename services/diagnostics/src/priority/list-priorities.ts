import type { DataOf } from '@ctg/contracts';
import { PriorityProposed } from '@ctg/contracts/diagnostics';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { diagnostics } from '../diagnostic/diagnostic-row.js';
import { readers } from '../rights.js';
import { priorities } from './priority-row.js';

interface Row {
  readonly document: DataOf<typeof PriorityProposed>;
  readonly rank: number | null;
}

/** The priorities of a convention: the ranked ones in their order, then the others. */
export const listPriorities = defineList({
  name: 'diagnostics.list-priorities',
  title: 'Lister les enjeux',
  roles: readers,
  route: '/conventions/:conventionId/priorities',
  reads: [priorities, diagnostics],
  filters: {},
  item: z.intersection(
    PriorityProposed.schema,
    z.object({
      rank: z.int().min(1).optional().describe('Rang, à partir de 1 ; absent : le copil ne l’a pas classé'),
    }),
  ),
  select: ({ params, value }) => ({
    columns: 'p.document, p.rank',
    from: `(SELECT priority.*, array_position(diagnostic.ranking, priority.priority_id) AS rank
              FROM priority LEFT JOIN diagnostic USING (convention_id)
             WHERE priority.convention_id = ${value(params.conventionId)}) p`,
    where: [],
    order: [{ by: 'coalesce(p.rank, 2147483647)', as: 'integer' }, { by: 'p.priority_id' }],
  }),
  show: ({ document, rank }: Row) => (rank === null ? document : { ...document, rank }),
});
