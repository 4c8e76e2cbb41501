import { FeatureModule } from '@ctg/web-service';
import { listHeldRoles } from './list-held-roles.js';

/** Who does what in a convention. */
@FeatureModule({ queries: [listHeldRoles] })
export class WhoDoesWhatModule {}
