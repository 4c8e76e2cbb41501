import type { Names } from '../names/names.js';
import { takenInWords } from './diagnostics.js';
import { resultsInWords } from './evaluation.js';
import type { Fields } from './telling.js';

/** What a later convention, by its title, did to the one whose history is told. */
type LentSentence = (data: Fields, names: Names, on: string, by: string) => string;

/** One sentence for each event by which a later convention takes something over. */
export const lentSentences: Readonly<Record<string, LentSentence>> = {
  'diagnostics.EvidenceTakenOver': (data, names, on, by) =>
    `La convention « ${by} » a repris de ce diagnostic, le ${on} : ${takenInWords(data.evidence, names)} ; motif : ${data.why}.`,
  'evaluation.EvidenceTakenOver': (data, _names, on, by) =>
    `La convention « ${by} » a repris de cette évaluation, le ${on} : ${resultsInWords(data)} ; motif : ${data.why}.`,
};
