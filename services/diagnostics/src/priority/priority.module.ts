import { FeatureModule } from '@ctg/web-service';
import { listPriorities } from './list-priorities.js';
import { proposePriority, rankPriorities } from './priority.js';
import { PriorityRow, priorities } from './priority-row.js';

/** Priorities and their ranking. */
@FeatureModule({
  commands: [proposePriority, rankPriorities],
  queries: [listPriorities],
  projections: [priorities],
  entities: [PriorityRow],
})
export class PriorityModule {}
