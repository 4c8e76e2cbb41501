import type { DataOf } from '@ctg/contracts';
import { BodyCreated, DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import { foldOf } from '@ctg/decider';

type Decision = DataOf<typeof DecisionRecorded> & { readonly decidedOn: string };

/** The bodies of a convention, their meetings and what they decided, as it is shown; each meeting is a stream. */
export interface Governance {
  readonly bodies: Record<string, DataOf<typeof BodyCreated>>;
  readonly meetings: Record<string, DataOf<typeof MeetingHeld>>;
  readonly decisions: Decision[];
}

/** Nothing yet; a new one each time, the fold fills it. */
export const noGovernance = (): Governance => ({ bodies: {}, meetings: {}, decisions: [] });

export const governance = foldOf<Governance>()([BodyCreated, MeetingHeld, DecisionRecorded], {
  [BodyCreated.type](state, body) {
    state.bodies[body.bodyId] = body;
    return state;
  },
  [MeetingHeld.type](state, meeting) {
    state.meetings[meeting.meetingId] = meeting;
    return state;
  },
  [DecisionRecorded.type](state, decision, { occurredOn }) {
    state.decisions.push({ ...decision, decidedOn: occurredOn });
    return state;
  },
});
