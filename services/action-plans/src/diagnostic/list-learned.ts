import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { decisionsOf } from '../decision/known-decision.js';
import { readers } from '../rights.js';

export const listLearned = defineQuery({
  name: 'action-plans.list-learned',
  title: 'Lister les besoins, enjeux et décisions appris des autres services',
  roles: readers,
  route: '/conventions/:conventionId/learned',
  query: z.strictObject({}),
  async answer({ params: { conventionId }, readModel }) {
    const [needs, priorities, decisions] = await Promise.all([
      readModel.query(
        'SELECT need_id AS "needId", title, theme FROM known_need WHERE convention_id = $1 ORDER BY need_id',
        [conventionId],
      ),
      readModel.query(
        `SELECT priority_id AS "priorityId", title, need_ids AS "needIds" FROM known_priority
          WHERE convention_id = $1 ORDER BY priority_id`,
        [conventionId],
      ),
      decisionsOf(readModel, conventionId),
    ]);
    return { needs, priorities, decisions };
  },
});
