import { FeatureModule } from '@ctg/web-service';
import { ActionOrganisation } from '../role/role-lines.js';
import { ActionRow, actions } from './action-row.js';
import { getAction } from './get-action.js';
import { listActions } from './list-actions.js';
import { actionParts } from './parts-of-an-action.js';
import { describeAction, proposeAction } from './propose-action.js';

/** Actions and what they consist of. */
@FeatureModule({
  commands: [proposeAction, describeAction],
  queries: [listActions, getAction, ...Object.values(actionParts)],
  projections: [actions],
  entities: [ActionRow, ActionOrganisation],
})
export class ActionModule {}
