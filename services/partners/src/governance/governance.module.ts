import { FeatureModule } from '@ctg/web-service';
import { GovernanceRow, governances } from './governance-row.js';
import { createBody, holdMeeting, recordDecision } from './hold-meeting.js';
import { listBodies, listDecisions, listMeetings } from './list-governance.js';

/** Bodies, meetings, decisions. */
@FeatureModule({
  commands: [createBody, holdMeeting, recordDecision],
  queries: [listBodies, listMeetings, listDecisions],
  projections: [governances],
  entities: [GovernanceRow],
})
export class GovernanceModule {}
