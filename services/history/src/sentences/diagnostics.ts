import { count } from '../names/grammar.js';
import type { Names } from '../names/names.js';
import { placeInWords } from '../names/observed-place.js';
import { changedNothing, type Fields, type Sentence } from './telling.js';

const reading = ({ value, flag, unit }: Fields) =>
  flag === 'secret' || value === undefined
    ? 'secret statistique'
    : `${value.toLocaleString('fr-FR')} ${unit ?? ''}`.trim();
const offerStatuses: Readonly<Record<string, string>> = {
  planned: 'projetée',
  open: 'ouverte',
  closed: 'fermée',
};

const mostNamed = 3;

/** « Accueil du matin » (besoin), « Population » (valeur) et 4 autres éléments */
export function takenInWords(
  evidence: readonly { readonly kind: string; readonly id: string }[],
  names: Names,
): string {
  const told = evidence
    .slice(0, mostNamed)
    .map(({ kind, id }) => `« ${names.of(id)} » (${kind === 'need' ? 'besoin' : 'valeur'})`);
  const others = evidence.length - told.length;
  return `${told.join(', ')}${others > 0 ? ` et ${count(others, 'autre élément', 'autres éléments')}` : ''}`;
}

/** One sentence for each event of diagnostics. */
export const diagnosticsSentences: Readonly<Record<string, Sentence>> = {
  'diagnostics.CommandChangedNothing': changedNothing,
  'diagnostics.DiagnosticOpened': (_data, _names, on) => `Le diagnostic partagé a été ouvert le ${on}.`,
  'diagnostics.ValueRecorded': (data, _names, on) =>
    `La valeur « ${data.indicator} » ${data.year} (${placeInWords(data.geography)}) a été relevée le ${on} : ${reading(data)} (source : ${data.source}).`,
  'diagnostics.ValueCorrected': (data, names, on) =>
    `La valeur « ${names.of(data.valueId)} » a été corrigée le ${on} : ${reading(data)}.`,
  'diagnostics.OfferListed': (data, _names, on) =>
    `L’offre « ${data.name} » (${offerStatuses[data.status] ?? data.status}) a été inventoriée le ${on}.`,
  'diagnostics.OfferStatusChanged': (data, names, on) =>
    `L’offre « ${names.of(data.offerId)} » est ${offerStatuses[data.status] ?? data.status} depuis le ${on}.`,
  'diagnostics.ConsultationRecorded': (data, _names, on) =>
    `Une consultation (${data.audience}) a reçu ${count(data.answered, 'réponse')} sur ${data.invited.toLocaleString('fr-FR')} ; enregistrée le ${on}.`,
  'diagnostics.NeedIdentified': (data, _names, on) =>
    `Le besoin « ${data.title} » a été identifié le ${on}, sur ${count(data.evidence.length, 'élément')} du diagnostic.`,
  'diagnostics.NeedSupported': (data, names, on) =>
    `Le besoin « ${names.of(data.needId)} » a été étayé le ${on}.`,
  'diagnostics.PriorityProposed': (data, names, on) =>
    `L’enjeu « ${data.title} » a été proposé le ${on} ; il repose sur : ${names.list(data.needIds)}.`,
  'diagnostics.PrioritiesRanked': (data, names, on) =>
    `Le copil a classé les enjeux le ${on} : ${names.list(data.ranking)}.`,
  'diagnostics.EvidenceTakenOver': (data, names, on) =>
    `Ont été repris du diagnostic de la convention renouvelée, le ${on} : ${takenInWords(data.evidence, names)} ; motif : ${data.why}.`,
  'diagnostics.DiagnosticVersionFrozen': (data, _names, on) =>
    `La version ${data.version} du diagnostic a été validée par le copil et figée le ${on}.`,
};
