import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { decisionsOf } from './known-decision.js';

export const listDecisions = defineQuery({
  name: 'diagnostics.list-decisions',
  title: 'Lister les décisions apprises',
  roles: readers,
  route: '/conventions/:conventionId/decisions',
  query: z.strictObject({}),
  answer: async ({ params, readModel }) => ({ decisions: await decisionsOf(readModel, params.conventionId) }),
});
