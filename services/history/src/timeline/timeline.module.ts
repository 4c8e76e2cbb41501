import { FeatureModule } from '@ctg/web-service';
import { listConventions } from './list-conventions.js';
import { readEvents } from './read-events.js';
import { TimelineRow, timeline } from './timeline-row.js';

/** Everything that happened, in its order. */
@FeatureModule({
  queries: [listConventions, readEvents],
  projections: [timeline],
  entities: [TimelineRow],
})
export class TimelineModule {}
