import { FeatureModule } from '@ctg/web-service';
import { actionFollowsProgress } from './follow-progress.js';
import { ProgressRow, progressReports } from './progress-row.js';
import { reportProgress } from './report-progress.js';

/** What was reported of an action. */
@FeatureModule({
  commands: [reportProgress],
  projections: [progressReports],
  reactions: [actionFollowsProgress],
  entities: [ProgressRow],
})
export class ProgressModule {}
