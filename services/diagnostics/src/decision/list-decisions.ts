import { listKnownDecisions } from '@ctg/web-service';
import { readers } from '../rights.js';

export const listDecisions = listKnownDecisions({
  name: 'diagnostics.list-decisions',
  title: 'Lister les décisions apprises',
  roles: readers,
  route: '/conventions/:conventionId/decisions',
});
