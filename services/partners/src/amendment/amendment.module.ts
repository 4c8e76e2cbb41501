import { FeatureModule } from '@ctg/web-service';
import { KnownPlan, knownPlans } from '../action-plan/known-plan.js';
import { listAmendments } from './list-amendments.js';
import { abandonAmendment, proposeAmendment } from './propose-amendment.js';

/** What changes a signed convention. */
@FeatureModule({
  commands: [proposeAmendment, abandonAmendment],
  queries: [listAmendments],
  projections: [knownPlans],
  entities: [KnownPlan],
})
export class AmendmentModule {}
