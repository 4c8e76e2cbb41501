import type { DataOf } from '@ctg/contracts';
import { BodyCreated, DecisionRecorded, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { foldOf } from '@ctg/decider';

type Decision = DataOf<typeof DecisionRecorded> & { readonly decidedOn: string };

/** The bodies of a convention, their meetings and what they decided, as it is shown; each meeting is a stream. */
export interface Governance {
  readonly bodies: Record<string, DataOf<typeof BodyCreated>>;
  readonly meetings: Record<string, DataOf<typeof MeetingHeld>>;
  /** Those to come, or not told of yet. */
  readonly planned: Record<string, DataOf<typeof MeetingPlanned>>;
  readonly decisions: Decision[];
}

/** Nothing yet; a new one each time, the fold fills it. */
export const noGovernance = (): Governance => ({ bodies: {}, meetings: {}, planned: {}, decisions: [] });

export const governance = foldOf<Governance>()([BodyCreated, MeetingPlanned, MeetingHeld, DecisionRecorded], {
  [BodyCreated.type](state, body) {
    state.bodies[body.bodyId] = body;
    return state;
  },
  [MeetingPlanned.type](state, meeting) {
    state.planned[meeting.meetingId] = meeting;
    return state;
  },
  [MeetingHeld.type](state, meeting) {
    delete state.planned[meeting.meetingId];
    state.meetings[meeting.meetingId] = meeting;
    return state;
  },
  [DecisionRecorded.type](state, decision, { occurredOn }) {
    state.decisions.push({ ...decision, decidedOn: occurredOn });
    return state;
  },
});
