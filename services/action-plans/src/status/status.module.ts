import { FeatureModule } from '@ctg/web-service';
import { adoptActionsOfPlan } from './adopt-action.js';
import { AdoptionRow, adoptions } from './adoption-row.js';
import { changesOfStatus } from './change-status.js';

/** From idea to completed. */
@FeatureModule({
  commands: [...changesOfStatus],
  projections: [adoptions],
  reactions: [adoptActionsOfPlan],
  entities: [AdoptionRow],
})
export class StatusModule {}
