import { frenchDay } from '@ctg/calendar';
import { catalogue, correctionIn, isCorrection, type PublishedEvent, type Saying } from '@ctg/contracts';
import type { Names } from '../names/names.js';
import { actionPlansSentences } from './action-plans.js';
import { correctionSentence } from './correction.js';
import { diagnosticsSentences } from './diagnostics.js';
import { evaluationSentences } from './evaluation.js';
import { lentSentences } from './lent.js';
import { partnersSentences } from './partners.js';
import type { Fields, Sentence } from './telling.js';

const sentences: Readonly<Record<string, Sentence>> = {
  ...partnersSentences,
  ...diagnosticsSentences,
  ...actionPlansSentences,
  ...evaluationSentences,
};

const titles = new Map(catalogue.map(({ type, title }) => [type, title]));

/** True when an event type has a sentence of its own. */
export const hasSentence = (type: string): boolean => type in sentences || isCorrection(type);

/** The title of a kind of event; an unknown one (of a newer service) is shown by its type. */
export const titleOf = (type: string): string => titles.get(type) ?? type;

/**
 * What happened, in one sentence. One that is of no known type (of a newer version) is said to be set aside.
 *
 * @param by where another convention did it to the one whose history is told: that other one
 */
export function sentenceOf(
  event: Pick<PublishedEvent, 'type' | 'data' | 'occurredOn'>,
  names: Names,
  by?: string,
): string {
  if (isCorrection(event.type)) {
    const correction = correctionIn(event);
    const tell = ({ data, occurredOn }: Saying) =>
      sentenceOf({ type: correction.factType, data: data as PublishedEvent['data'], occurredOn }, names, by);
    return onOneLine(correctionSentence(correction, tell, names));
  }
  const on = frenchDay(event.occurredOn);
  const lent = by === undefined ? undefined : lentSentences[event.type];
  if (lent && by !== undefined) return onOneLine(lent(event.data as Fields, names, on, names.of(by)));
  const sentence = sentences[event.type];
  return sentence
    ? onOneLine(sentence(event.data as Fields, names, on))
    : `Mis de côté : cette version ne connaît pas les événements « ${event.type} » (${on}). Il est dans le journal et sera lu quand le service sera mis à jour.`;
}

/** What people wrote in it may have lines of its own, and an end of its own: there is no second full stop behind it. */
const onOneLine = (sentence: string): string =>
  sentence.replaceAll(/\s*\n\s*/g, ' ').replace(/([.!?…])\.$/, '$1');
