import { FeatureModule } from '@ctg/web-service';
import { identifyNeed, supportNeed } from './identify-need.js';
import { listNeeds } from './list-needs.js';
import { NeedRow, needs } from './need-row.js';

/** Needs and what they rest on. */
@FeatureModule({
  commands: [identifyNeed, supportNeed],
  queries: [listNeeds],
  projections: [needs],
  entities: [NeedRow],
})
export class NeedModule {}
