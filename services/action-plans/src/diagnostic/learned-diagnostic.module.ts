import { FeatureModule } from '@ctg/web-service';
import { KnownNeed, knownNeeds } from './known-need.js';
import { KnownOffer, knownOffers } from './known-offer.js';
import { KnownPriority, knownPriorities } from './known-priority.js';
import { listLearnedDecisions, listLearnedNeeds, listLearnedPriorities } from './list-learned.js';

/** Needs, offers and priorities, as diagnostics tells them. */
@FeatureModule({
  queries: [listLearnedNeeds, listLearnedPriorities, listLearnedDecisions],
  projections: [knownNeeds, knownOffers, knownPriorities],
  entities: [KnownNeed, KnownOffer, KnownPriority],
})
export class LearnedDiagnosticModule {}
