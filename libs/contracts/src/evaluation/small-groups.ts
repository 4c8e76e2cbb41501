import { correctionIn } from '../corrections/corrections.js';
import { isCorrection, type Saying } from '../corrections/fact-corrected.js';
import type { PublishedEvent } from '../envelope.js';
import { OpinionRecorded } from './evidence.js';

/** Answers of fewer people could give one of them away: they are kept in the store and shown to nobody. */
export const smallestGroup = 5;

/** An event as it may be shown: the answers of a small group are left out, and said to be. */
export function withoutSmallGroups(event: PublishedEvent): PublishedEvent {
  if (event.type === OpinionRecorded.type) {
    const data = withoutAnswers(event.data);
    return data === event.data ? event : { ...event, data };
  }
  if (!isCorrection(event.type)) return event;
  const { factType, before, after } = correctionIn(event);
  if (factType !== OpinionRecorded.type) return event;
  const shown = (saying: Saying): Saying => ({ ...saying, data: withoutAnswers(saying.data) });
  return {
    ...event,
    data: { ...event.data, before: shown(before), ...(after ? { after: shown(after) } : {}) },
  } as PublishedEvent;
}

function withoutAnswers<Data extends Readonly<Record<string, unknown>>>(data: Data): Data {
  if (Number(data.answered) >= smallestGroup) return data;
  const { answered: _answered, answers: _answers, ...rest } = data;
  return { ...rest, hidden: true } as unknown as Data;
}
