import { themeCode } from '@ctg/contracts/themes';
import { title, uuid } from '@ctg/identifiers';
import { defineList, listKnownDecisions } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { knownNeeds } from './known-need.js';
import { knownPriorities } from './known-priority.js';
import { knownTakenNeeds } from './known-taken-need.js';

const need = z.object({
  needId: uuid,
  title,
  theme: themeCode,
  takenFrom: uuid.optional().describe('Convention dont il est repris ; absent : il est de celle-ci'),
});
interface LearnedNeed extends Omit<z.infer<typeof need>, 'takenFrom'> {
  readonly takenFrom: string | null;
}
const priority = z.object({ priorityId: uuid, title, needIds: z.array(uuid) });

export const listLearnedNeeds = defineList({
  name: 'action-plans.list-learned-needs',
  title: 'Lister les besoins appris du diagnostic, besoins repris compris',
  roles: readers,
  route: '/conventions/:conventionId/learned/needs',
  reads: [knownNeeds, knownTakenNeeds],
  filters: {},
  item: need,
  select: ({ params, value }) => ({
    columns: 'n.need_id AS "needId", n.title, n.theme, its.taken_from AS "takenFrom"',
    // Two tables as they are: so each is read by its index, and they are merged in order.
    from: `(SELECT convention_id, need_id, NULL AS taken_from FROM known_need
            UNION ALL
            SELECT convention_id, need_id, previous_convention_id FROM known_taken_need) its
             JOIN known_need n ON n.need_id = its.need_id`,
    where: [`its.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'its.need_id' }],
  }),
  show: ({ takenFrom, ...row }: LearnedNeed) => ({ ...row, ...(takenFrom === null ? {} : { takenFrom }) }),
});

export const listLearnedPriorities = defineList({
  name: 'action-plans.list-learned-priorities',
  title: 'Lister les enjeux appris du diagnostic',
  roles: readers,
  route: '/conventions/:conventionId/learned/priorities',
  reads: [knownPriorities],
  filters: {},
  item: priority,
  select: ({ params, value }) => ({
    columns: 'priority_id AS "priorityId", title, need_ids AS "needIds"',
    from: 'known_priority',
    where: [`convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'priority_id' }],
  }),
  show: (row: z.infer<typeof priority>) => row,
});

export const listLearnedDecisions = listKnownDecisions({
  name: 'action-plans.list-learned-decisions',
  title: 'Lister les décisions apprises des instances',
  roles: readers,
  route: '/conventions/:conventionId/learned/decisions',
});
