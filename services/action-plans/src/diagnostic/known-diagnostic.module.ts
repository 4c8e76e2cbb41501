import { FeatureModule } from '@ctg/web-service';
import { KnownNeed, knownNeeds } from './known-need.js';
import { KnownOffer, knownOffers } from './known-offer.js';
import { KnownPriority, knownPriorities } from './known-priority.js';
import { KnownTakenNeed, knownTakenNeeds } from './known-taken-need.js';
import { listLearnedDecisions, listLearnedNeeds, listLearnedPriorities } from './list-learned.js';

/** Needs, those that are taken over included, offers and priorities, as diagnostics tells them. */
@FeatureModule({
  queries: [listLearnedNeeds, listLearnedPriorities, listLearnedDecisions],
  projections: [knownNeeds, knownTakenNeeds, knownOffers, knownPriorities],
  entities: [KnownNeed, KnownTakenNeed, KnownOffer, KnownPriority],
})
export class KnownDiagnosticModule {}
