import { FeatureModule } from '@ctg/web-service';
import { listInventory } from './list-inventory.js';
import { changeOfferStatus, listOffer } from './offer.js';
import { OfferRow, offers } from './offer-row.js';

/** What the territory already offers. */
@FeatureModule({
  commands: [listOffer, changeOfferStatus],
  queries: [listInventory],
  projections: [offers],
  entities: [OfferRow],
})
export class OfferModule {}
