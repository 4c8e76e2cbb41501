import { frenchDay } from '@ctg/calendar';
import { catalogue, type PublishedEvent } from '@ctg/contracts';
import type { Names } from '../names/names.js';
import { actionPlansSentences } from './action-plans.js';
import { diagnosticsSentences } from './diagnostics.js';
import { evaluationSentences } from './evaluation.js';
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
export const hasSentence = (type: string): boolean => type in sentences;

/** The title of a kind of event; an unknown one (of a newer service) is shown by its type. */
export const titleOf = (type: string): string => titles.get(type) ?? type;

/** What happened, in one sentence. A type that is not known yet still gets one. */
export function sentenceOf(event: PublishedEvent, names: Names): string {
  const on = frenchDay(event.occurredOn);
  const sentence = sentences[event.type];
  return sentence ? sentence(event.data as Fields, names, on) : `${titleOf(event.type)} (${on}).`;
}
