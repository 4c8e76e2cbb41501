import { frenchDay } from '@ctg/calendar';
import { nationalThemes } from '@ctg/contracts/themes';
import { capital } from '@ctg/convention/words';
import { count } from '../names/grammar.js';
import type { Names } from '../names/names.js';
import { changedNothing, type Fields, type Sentence } from './telling.js';

const ref = (reference: unknown) => (reference ? ` (réf. ${reference})` : '');
const vote = ({ outcome }: Fields) => (outcome === 'rejected' ? 'a voté contre' : 'a délibéré');
const capacities: Readonly<Record<string, string>> = {
  'caf-president': ' par la présidence de son conseil d’administration',
  'caf-director': ' par sa direction',
};
const outcomes: Readonly<Record<string, string>> = {
  adopted: 'a adopté',
  rejected: 'a rejeté',
  postponed: 'a reporté',
};

const identifiers = ({ siret, inseeCode, cogVintage }: Fields) => {
  const told = [
    ...(siret ? [`SIRET ${siret}`] : []),
    ...(inseeCode ? [`code INSEE ${inseeCode}`] : []),
    ...(cogVintage ? [`géographie ${cogVintage}`] : []),
  ];
  return told.length === 0 ? '' : ` : ${told.join(', ')}`;
};

const quoted = (title: string | undefined) => (title === undefined ? undefined : `« ${title} »`);
/** « Le chargé de coopération n° 2 »: by a number, never by a name (docs/decisions/0017). */
const officer = (holder: unknown, names: Names): string => {
  const number = names.known(holder);
  return number === undefined ? 'chargé de coopération' : `chargé de coopération ${number}`;
};
const nationalLabels = new Map(nationalThemes.map(({ code, label }) => [code, label]));
/** A theme by its title in the convention; by the words of its code where nobody knows that. */
const themeLabel = (code: string, names: Names): string =>
  names.known(code) ?? nationalLabels.get(code) ?? code.replaceAll('-', ' ');
/** For a territory, for themes; nothing: for all of the convention. */
const inChargeOf = ({ area, themes }: Fields, names: Names): string =>
  `${area === undefined ? '' : `, pour ${area}`}${themes === undefined ? '' : `, thèmes : ${themes.map((code: string) => themeLabel(code, names)).join(', ')}`}`;

/** What a reader should not overlook about the period of a convention that all have signed. */
const covering = ({ completedOn, effectOn, endsOn }: Fields) =>
  completedOn > endsOn ? ', déjà passée' : completedOn > effectOn ? ', rétroactivement pour son début' : '';

/** One sentence for each event of partners. */
export const partnersSentences: Readonly<Record<string, Sentence>> = {
  'partners.CommandChangedNothing': changedNothing,
  'partners.OrganisationRegistered': (data, _names, on) =>
    `L’organisation « ${data.name} » a été enregistrée le ${on}.`,
  'partners.OrganisationIdentifiersChanged': (data, names, on) =>
    `Les identifiants de l’organisation « ${names.of(data.organisation)} » ont changé le ${on}${identifiers(data)}.`,
  'partners.OrganisationRenamed': (data, _names, on) =>
    `Une organisation a changé de nom : elle s’appelle « ${data.name} » depuis le ${on}.`,
  'partners.ConventionOpened': (data, names, on) =>
    `${capital(names.organisation(data.caf))} a ouvert la convention « ${data.title} » le ${on} : ${data.territory.name}, ${count(data.territory.communes.length, 'commune')}, du ${frenchDay(data.effectOn)} au ${frenchDay(data.endsOn)}.`,
  'partners.ConventionScoped': (data, _names, on) =>
    `Le cadrage a été arrêté le ${on}, avec ${count(data.successCriteria.length, 'critère')} de réussite.`,
  'partners.ConventionRevised': (data, _names, on) =>
    `La convention a été remaniée le ${on} : « ${data.title} », du ${frenchDay(data.effectOn)} au ${frenchDay(data.endsOn)}${data.removedThemes.length === 0 ? '' : `, sans ${count(data.removedThemes.length, 'thème')}`}.`,
  'partners.PerimeterChanged': (data, _names, on) =>
    `Le périmètre a été corrigé le ${on} (version ${data.version}, ${count(data.territory.communes.length, 'commune')}).`,
  'partners.ThemeAdded': (data, _names, on) => `Le thème « ${data.theme.label} » a été ajouté le ${on}.`,
  'partners.SignatoryDesignated': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} figure parmi les signataires depuis le ${on}.`,
  'partners.SignatoryRemoved': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} ne fait plus partie des signataires depuis le ${on}.`,
  'partners.PartnerAssociated': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} est partenaire depuis le ${on}.`,
  'partners.PartnerContributionChanged': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} apporte depuis le ${on} : ${data.contribution}.`,
  'partners.PartnershipEnded': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} n’est plus partenaire depuis le ${on}.`,
  'partners.DocumentFiled': (data, _names, on) =>
    `Le document « ${data.title} » a été déposé le ${on} (empreinte ${data.documentHash.slice(0, 12)}…).`,
  'partners.Deliberated': (data, names, on) =>
    `${capital(names.assembly(data.organisation))} ${vote(data)} le ${on}${ref(data.reference)}.`,
  'partners.LegalityReceiptRecorded': (data, names, on) =>
    `Le contrôle de légalité a délivré le ${on} le récépissé ${data.receiptNumber} pour ${names.organisation(data.organisation)}.`,
  'partners.Signed': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} a signé la convention le ${on}${capacities[data.signingCapacity] ?? ''}.`,
  'partners.ConventionFullySigned': (data) =>
    `La convention est signée par tous les signataires requis depuis le ${frenchDay(data.completedOn)} ; elle couvre la période du ${frenchDay(data.effectOn)} au ${frenchDay(data.endsOn)}${covering(data)}.`,
  'partners.SignatoryWithdrawn': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} a annoncé le ${on} son départ de la convention, effectif le ${frenchDay(data.leavesOn)}.`,
  'partners.ConventionTerminated': (data) => `La convention est résiliée au ${frenchDay(data.endedOn)}.`,
  'partners.ConventionLapsed': (data) =>
    `La convention est arrivée à échéance le ${frenchDay(data.endedOn)}.`,
  'partners.ConventionRenewed': (data, names, on) =>
    `La convention est renouvelée par ${quoted(names.known(data.newConventionId)) ?? 'une nouvelle convention'}, liée le ${on}.`,
  'partners.AmendmentProposed': (data, _names, on) =>
    `L’avenant « ${data.title} » a été proposé le ${on}, avec effet au ${frenchDay(data.effectOn)}.`,
  'partners.AmendmentDeliberated': (data, names, on) =>
    `${capital(names.assembly(data.organisation))} ${vote(data)} sur l’avenant « ${names.of(data.amendmentId)} » le ${on}${ref(data.reference)}.`,
  'partners.AmendmentReceiptRecorded': (data, names, on) =>
    `Le contrôle de légalité a délivré le ${on} le récépissé ${data.receiptNumber} pour ${names.organisation(data.organisation)} (avenant « ${names.of(data.amendmentId)} »).`,
  'partners.AmendmentSigned': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} a signé l’avenant « ${names.of(data.amendmentId)} » le ${on}${capacities[data.signingCapacity] ?? ''}.`,
  'partners.AmendmentTookEffect': (data, names) =>
    `L’avenant « ${names.of(data.amendmentId)} » est signé par tous les signataires requis depuis le ${frenchDay(data.completedOn)} et prend effet le ${frenchDay(data.effectOn)}${data.completedOn > data.effectOn ? ', rétroactivement' : ''}.`,
  'partners.AmendmentAbandoned': (data, names, on) =>
    `L’avenant « ${names.of(data.amendmentId)} » a été abandonné le ${on} : ${data.why}.`,
  'partners.BodyCreated': (data, _names, on) => `L’instance « ${data.title} » a été créée le ${on}.`,
  'partners.MeetingPlanned': (data, names) =>
    `L’instance « ${names.of(data.bodyId)} » se réunira le ${frenchDay(data.plannedOn)}${data.agenda.length === 0 ? '' : ` : ${data.agenda.join(', ')}`}.`,
  'partners.MeetingHeld': (data, names, on) =>
    `L’instance « ${names.of(data.bodyId)} » s’est réunie le ${on}${data.attendees.length === 0 ? '' : ` (${count(data.attendees.length, 'organisation présente', 'organisations présentes')})`}.`,
  'partners.DecisionRecorded': (data, names, on) =>
    `L’instance « ${names.of(data.bodyId)} » ${outcomes[data.outcome] ?? 'a décidé'} le ${on} : ${data.title}.`,
  'partners.CooperationOfficerAppointed': (data, names, on) =>
    `Le ${officer(data.holder, names)} (employé par ${names.organisation(data.employer)}${inChargeOf(data, names)}) a pris ses fonctions le ${on}.`,
  'partners.MandateHandedOver': (data, names, on) =>
    `Le ${officer(data.from, names)} a passé la main au ${officer(data.to, names)} (employé par ${names.organisation(data.employer)}) le ${on}.`,
  'partners.MandateEnded': (data, names, on) =>
    `Le mandat du ${officer(data.holder, names)} a pris fin le ${on}.`,
};
