import { FeatureModule } from '@ctg/web-service';
import { BodyMember, BodyRow, bodies } from './body-row.js';
import { DecisionRow, decisions } from './decision-row.js';
import { createBody, holdMeeting, recordDecision } from './hold-meeting.js';
import { listBodies, listDecisions, listMeetings, listPlannedMeetings } from './list-governance.js';
import { MeetingAttendee, MeetingRow, meetings } from './meeting-row.js';
import { holdPlannedMeeting, planMeeting } from './plan-meeting.js';

/** Bodies, meetings, decisions. */
@FeatureModule({
  commands: [createBody, planMeeting, holdPlannedMeeting, holdMeeting, recordDecision],
  queries: [listBodies, listPlannedMeetings, listMeetings, listDecisions],
  projections: [bodies, meetings, decisions],
  entities: [BodyRow, BodyMember, MeetingRow, MeetingAttendee, DecisionRow],
})
export class GovernanceModule {}
