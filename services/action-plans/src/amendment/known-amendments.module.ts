import { FeatureModule } from '@ctg/web-service';
import { KnownAmendment, knownAmendments } from './known-amendment.js';

/** Amendments that may bring a plan, as partners tells them. */
@FeatureModule({
  projections: [knownAmendments],
  entities: [KnownAmendment],
})
export class KnownAmendmentsModule {}
