import { FeatureModule } from '@ctg/web-service';
import { GovernanceRow, governances } from './governance-row.js';
import { createBody, holdMeeting, recordDecision } from './hold-meeting.js';
import { listBodies, listDecisions, listMeetings, listPlannedMeetings } from './list-governance.js';
import { holdPlannedMeeting, planMeeting } from './plan-meeting.js';

/** Bodies, meetings, decisions. */
@FeatureModule({
  commands: [createBody, planMeeting, holdPlannedMeeting, holdMeeting, recordDecision],
  queries: [listBodies, listPlannedMeetings, listMeetings, listDecisions],
  projections: [governances],
  entities: [GovernanceRow],
})
export class GovernanceModule {}
