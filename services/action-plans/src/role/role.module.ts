import { FeatureModule } from '@ctg/web-service';
import { assignRole, endRole } from './assign-role.js';
import { getRoleMatrix } from './role-matrix.js';

/** Who does what in an action. */
@FeatureModule({
  commands: [assignRole, endRole],
  queries: [getRoleMatrix],
})
export class RoleModule {}
