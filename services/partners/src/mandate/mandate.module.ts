import { FeatureModule } from '@ctg/web-service';
import { appointCooperationOfficer, endMandate, handOverMandate } from './mandate.js';
import { MandateRow, mandates } from './mandate-row.js';
import { getMandate, listMandates } from './read-mandate.js';

/** Who is chargé de coopération, from when to when. */
@FeatureModule({
  commands: [appointCooperationOfficer, handOverMandate, endMandate],
  queries: [getMandate, listMandates],
  projections: [mandates],
  entities: [MandateRow],
})
export class MandateModule {}
