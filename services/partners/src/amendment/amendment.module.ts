import { FeatureModule } from '@ctg/web-service';
import { listAmendments } from './list-amendments.js';
import { abandonAmendment, proposeAmendment } from './propose-amendment.js';

/** What changes a signed convention. */
@FeatureModule({
  commands: [proposeAmendment, abandonAmendment],
  queries: [listAmendments],
})
export class AmendmentModule {}
