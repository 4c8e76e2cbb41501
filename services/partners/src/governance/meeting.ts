import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';

/** A meeting decides on so much at most. */
export const mostDecisions = 200;

interface Planned {
  readonly plannedOn: string;
  readonly heldOn?: undefined;
}

interface Held {
  readonly plannedOn?: string;
  readonly heldOn: string;
}

/** A meeting, as far as rules look at it: whose, planned or held, and how much it decided. */
export type Meeting = Pick<DataOf<typeof MeetingHeld>, 'bodyId' | 'bodyKind' | 'agenda'> &
  (Planned | Held) & { decisions: number };

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
