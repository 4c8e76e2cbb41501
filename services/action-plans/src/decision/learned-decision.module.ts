import { FeatureModule } from '@ctg/web-service';
import { KnownDecision, knownDecisions } from './known-decision.js';

/** Decisions of the bodies, as partners tells them. */
@FeatureModule({
  projections: [knownDecisions],
  entities: [KnownDecision],
})
export class LearnedDecisionModule {}
