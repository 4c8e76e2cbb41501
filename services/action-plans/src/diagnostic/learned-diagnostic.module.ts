import { FeatureModule } from '@ctg/web-service';
import { KnownNeed, knownNeeds } from './known-need.js';
import { KnownPriority, knownPriorities } from './known-priority.js';
import { listLearnedDecisions, listLearnedNeeds, listLearnedPriorities } from './list-learned.js';

/** Needs and priorities, as diagnostics tells them. */
@FeatureModule({
  queries: [listLearnedNeeds, listLearnedPriorities, listLearnedDecisions],
  projections: [knownNeeds, knownPriorities],
  entities: [KnownNeed, KnownPriority],
})
export class LearnedDiagnosticModule {}
