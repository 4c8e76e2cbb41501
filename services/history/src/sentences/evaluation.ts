import { count } from '../names/grammar.js';
import { changedNothing, type Fields, type Sentence } from './telling.js';

const figure = ({ value, text }: Fields) =>
  value === undefined
    ? text === undefined
      ? 'ni chiffre ni appréciation'
      : `« ${text} »`
    : value.toLocaleString('fr-FR');

/** « 2 mesures, 1 recommandation (n° 3) » */
export function resultsInWords({ measures, judgements, recommendations }: Fields): string {
  const some = (n: number, what: string) => (n === 0 ? [] : [count(n, what)]);
  const ranks = recommendations.length === 0 ? '' : ` (n° ${recommendations.join(', ')})`;
  return [
    ...some(measures.length, 'mesure'),
    ...some(judgements.length, 'jugement'),
    ...some(recommendations.length, 'recommandation').map((told) => `${told}${ranks}`),
  ].join(', ');
}

/** One sentence for each event of evaluation. */
export const evaluationSentences: Readonly<Record<string, Sentence>> = {
  'evaluation.CommandChangedNothing': changedNothing,
  'evaluation.ProtocolOpened': (data, _names, on) =>
    `Le protocole d’évaluation « ${data.title} » a été ouvert le ${on} (${count(data.scope.conventionIds.length, 'convention')}).`,
  'evaluation.MeasureRecorded': (data, names, on) =>
    `L’indicateur « ${names.of(data.indicatorId)} » a été mesuré le ${on} : ${figure(data)}.`,
  'evaluation.MeasureCorrected': (data, _names, on) =>
    `Une mesure a été corrigée le ${on} : ${figure(data)} (${data.why}).`,
  'evaluation.BaselineRecorded': (data, _names, on) =>
    `La valeur de départ « ${data.label} » est de ${figure(data)} (${on}).`,
  'evaluation.OpinionRecorded': (data, _names, on) =>
    `Une enquête d’opinion auprès de « ${data.respondentGroup} » (vague ${data.wave}) a été enregistrée le ${on} : ${data.hidden ? 'moins de 5 réponses, non montrées' : count(data.answered, 'réponse')}.`,
  'evaluation.JudgementRecorded': (data, _names, on) =>
    `Un jugement a été porté le ${on} sur « ${data.question ?? data.criterion} » : niveau ${data.level} sur 4.`,
  'evaluation.EvaluationConcluded': (_data, _names, on) => `L’évaluation a été conclue le ${on}.`,
  'evaluation.EvidenceTakenOver': (data, _names, on) =>
    `Ont été repris de l’évaluation de la convention renouvelée, le ${on} : ${resultsInWords(data)} ; motif : ${data.why}.`,
  'evaluation.EvaluationDecided': (_data, _names, on) =>
    `Le copil a tiré les suites de l’évaluation le ${on}.`,
};
