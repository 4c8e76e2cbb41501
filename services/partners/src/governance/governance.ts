import type { DataOf } from '@ctg/contracts';
import { BodyCreated, DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import type { Decider } from '@ctg/decider';

type Body = DataOf<typeof BodyCreated>;
type Meeting = DataOf<typeof MeetingHeld>;
type Decision = DataOf<typeof DecisionRecorded> & { readonly decidedOn: string };

/** The bodies of a convention, their meetings and what they decided; one stream, so that a decision finds its meeting. */
export interface Governance {
  readonly bodies: Readonly<Record<string, Body>>;
  readonly meetings: Readonly<Record<string, Meeting>>;
  readonly decisions: readonly Decision[];
}

export const governance: Decider<Governance> = {
  category: 'partners.governance',
  initial: { bodies: {}, meetings: {}, decisions: [] },
  evolve(state, { type, data, occurredOn }) {
    if (type === BodyCreated.type) {
      const body = data as Body;
      return { ...state, bodies: { ...state.bodies, [body.bodyId]: body } };
    }
    if (type === MeetingHeld.type) {
      const meeting = data as Meeting;
      return { ...state, meetings: { ...state.meetings, [meeting.meetingId]: meeting } };
    }
    if (type === DecisionRecorded.type) {
      const decision = { ...(data as DataOf<typeof DecisionRecorded>), decidedOn: occurredOn };
      return { ...state, decisions: [...state.decisions, decision] };
    }
    return state;
  },
};
