import { FeatureModule } from '@ctg/web-service';
import { adoptPlan } from './adopt-plan.js';
import { addAxis, addObjective } from './axes-and-objectives.js';
import { AxisRow, axes } from './axis-row.js';
import { ObjectiveRow, objectives } from './objective-row.js';
import { openPlan, openWithConvention } from './open-plan.js';
import { PlanRow, plans } from './plan-row.js';
import { getPlan, listAxes, listObjectives, listReviews, listVersions } from './read-plan.js';
import { ReviewRow, reviews } from './review-row.js';
import { reviewYear } from './review-year.js';
import { planVersions, VersionRow } from './version-row.js';

/** The plan, its axes and objectives, its versions and yearly reviews. */
@FeatureModule({
  commands: [openPlan, addAxis, addObjective, adoptPlan, reviewYear],
  queries: [getPlan, listAxes, listObjectives, listVersions, listReviews],
  projections: [plans, axes, objectives, planVersions, reviews],
  reactions: [openWithConvention],
  entities: [PlanRow, AxisRow, ObjectiveRow, VersionRow, ReviewRow],
})
export class PlanModule {}
