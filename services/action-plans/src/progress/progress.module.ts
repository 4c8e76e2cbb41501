import { FeatureModule } from '@ctg/web-service';
import { actionFollowsProgress } from './follow-progress.js';
import { reportProgress } from './report-progress.js';

/** What was reported of an action. */
@FeatureModule({
  commands: [reportProgress],
  reactions: [actionFollowsProgress],
})
export class ProgressModule {}
