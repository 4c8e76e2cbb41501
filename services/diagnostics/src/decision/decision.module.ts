import { FeatureModule } from '@ctg/web-service';
import { KnownDecision, knownDecisions } from './known-decision.js';
import { listDecisions } from './list-decisions.js';

/** Decisions of the bodies, as partners tells them. */
@FeatureModule({
  queries: [listDecisions],
  projections: [knownDecisions],
  entities: [KnownDecision],
})
export class DecisionModule {}
