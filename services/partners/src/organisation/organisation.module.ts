import { FeatureModule } from '@ctg/web-service';
import { listOrganisations } from './list-organisations.js';
import { OrganisationRow, organisations } from './organisation-row.js';
import { registerOrganisation } from './register-organisation.js';

/** Organisations, by their official identifiers. */
@FeatureModule({
  commands: [registerOrganisation],
  queries: [listOrganisations],
  projections: [organisations],
  entities: [OrganisationRow],
})
export class OrganisationModule {}
