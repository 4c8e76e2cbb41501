import { FeatureModule } from '@ctg/web-service';
import { listApproaches, listNeedsAgainstOffer, listOffersAgainstNeeds } from './list-changes-of-offer.js';

/** What there is against what is needed, and what the actions make of it. */
@FeatureModule({ queries: [listApproaches, listNeedsAgainstOffer, listOffersAgainstNeeds] })
export class OptimiseOrDevelopModule {}
