import { FeatureModule } from '@ctg/web-service';
import { adoptActionsOfPlan } from './adopt-action.js';
import { changesOfStatus } from './change-status.js';

/** From idea to completed. */
@FeatureModule({
  commands: [...changesOfStatus],
  reactions: [adoptActionsOfPlan],
})
export class StatusModule {}
