import { FeatureModule } from '@ctg/web-service';
import { adoptPlan } from './adopt-plan.js';
import { addAxis, addObjective } from './axes-and-objectives.js';
import { openPlan, openWithConvention } from './open-plan.js';
import { PlanRow, plans } from './plan-row.js';
import { getPlan, listAxes, listObjectives, listReviews, listVersions } from './read-plan.js';
import { reviewYear } from './review-year.js';

/** The plan, its axes and objectives, its versions and yearly reviews. */
@FeatureModule({
  commands: [openPlan, addAxis, addObjective, adoptPlan, reviewYear],
  queries: [getPlan, listAxes, listObjectives, listVersions, listReviews],
  projections: [plans],
  reactions: [openWithConvention],
  entities: [PlanRow],
})
export class PlanModule {}
