import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';

/** A meeting decides on so much at most. */
export const mostDecisions = 200;

/** A meeting, as far as rules look at it: whose, when, and how much it decided. */
export interface Meeting extends Pick<DataOf<typeof MeetingHeld>, 'bodyId' | 'bodyKind' | 'heldOn'> {
  decisions: number;
}

/** One meeting and what it decided, in one stream: a decision is one of a meeting. At most `mostDecisions` of them. */
export const meeting = defineDecider<Meeting>()({
  category: 'partners.meeting',
  events: [MeetingHeld, DecisionRecorded],
  begins: {
    [MeetingHeld.type]: ({ bodyId, bodyKind, heldOn }) => ({ bodyId, bodyKind, heldOn, decisions: 0 }),
  },
  steps: {
    [DecisionRecorded.type](held) {
      held.decisions += 1;
      return held;
    },
  },
});
