import { FeatureModule } from '@ctg/web-service';
import { getBudget } from './budget.js';
import { planMeans, recordActualMeans } from './plan-means.js';

/** What an action costs, planned and actual. */
@FeatureModule({
  commands: [planMeans, recordActualMeans],
  queries: [getBudget],
})
export class MeansModule {}
