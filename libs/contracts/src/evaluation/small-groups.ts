import type { PublishedEvent } from '../envelope.js';
import { OpinionRecorded } from './evidence.js';

/** Answers of fewer people could give one of them away: they are kept in the store and shown to nobody. */
export const smallestGroup = 5;

/** An event as it may be shown: the answers of a small group are left out, and said to be. */
export function withoutSmallGroups(event: PublishedEvent): PublishedEvent {
  if (event.type !== OpinionRecorded.type || Number(event.data.answered) >= smallestGroup) return event;
  const { answered: _answered, answers: _answers, ...data } = event.data;
  return { ...event, data: { ...data, hidden: true } };
}
