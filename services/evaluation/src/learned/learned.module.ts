import { FeatureModule } from '@ctg/web-service';
import { KnownDecisionRow, knownDecisions } from './known-decision.js';
import { KnownIndicatorRow, knownIndicators } from './known-indicator.js';

/** Decisions and indicators, as the other services tell them. */
@FeatureModule({
  projections: [knownDecisions, knownIndicators],
  entities: [KnownDecisionRow, KnownIndicatorRow],
})
export class LearnedModule {}
