import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';

/** A meeting decides on so much at most. */
export const mostDecisions = 200;

/** A meeting, as far as rules look at it: whose, when, and how much it decided. */
export interface Meeting extends Pick<DataOf<typeof MeetingHeld>, 'bodyId' | 'bodyKind' | 'agenda'> {
  readonly plannedOn?: string;
  /** Once it was held. */
  heldOn?: string;
  decisions: number;
}

/**
 * One meeting and what it decided, in one stream: a decision is one of a meeting. It may have been planned before. At most
 * `mostDecisions` decisions.
 */
export const meeting = defineDecider<Meeting>()({
  category: 'partners.meeting',
  events: [MeetingPlanned, MeetingHeld, DecisionRecorded],
  begins: {
    [MeetingPlanned.type]: ({ bodyId, bodyKind, plannedOn, agenda }) => ({
      bodyId,
      bodyKind,
      plannedOn,
      agenda,
      decisions: 0,
    }),
    [MeetingHeld.type]: ({ bodyId, bodyKind, heldOn, agenda }) => ({
      bodyId,
      bodyKind,
      heldOn,
      agenda,
      decisions: 0,
    }),
  },
  steps: {
    [MeetingHeld.type]: (state, { heldOn, agenda }) => Object.assign(state, { heldOn, agenda }),
    [DecisionRecorded.type](held) {
      held.decisions += 1;
      return held;
    },
  },
});
