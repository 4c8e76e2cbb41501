import { actionStatuses, approaches } from '@ctg/convention/plan';
import { capital } from '@ctg/convention/words';
import { count } from '../names/grammar.js';
import { changedNothing, type Fields, type Sentence } from './telling.js';

const actionRoles: Readonly<Record<string, string>> = {
  pilot: 'pilote',
  'co-pilot': 'copilote',
  partner: 'partenaire',
  funder: 'financeur',
};
/** A code in the users' words; one of a newer service as it is. */
const words = (known: Readonly<Record<string, string>>, code: string) => known[code] ?? code;
const offerChanged = ({ offerChanges = [] }: Fields): string =>
  offerChanges.length === 0
    ? ''
    : ` ; dans l’offre : ${offerChanges.map((one: Fields) => one.title).join(', ')}`;
const amount = ({ amount: euros, amountText, label }: Fields) =>
  euros === undefined
    ? (amountText ?? label ?? 'à préciser')
    : euros.toLocaleString('fr-FR', {
        style: 'currency',
        currency: 'EUR',
        minimumFractionDigits: Number.isInteger(euros) ? 0 : 2,
      });

/** One sentence for each event of action-plans. */
export const actionPlansSentences: Readonly<Record<string, Sentence>> = {
  'actionplans.CommandChangedNothing': changedNothing,
  'actionplans.PlanOpened': (_data, _names, on) => `Le plan d’actions a été ouvert le ${on}.`,
  'actionplans.AxisAdded': (data, _names, on) => `L’axe « ${data.title} » a été ajouté au plan le ${on}.`,
  'actionplans.ObjectiveAdded': (data, names, on) =>
    `L’objectif « ${data.title} » a été ajouté à l’axe « ${names.of(data.axisId)} » le ${on}.`,
  'actionplans.ActionProposed': (data, _names, on) =>
    `L’action ${data.number ? `${data.number} ` : ''}« ${data.title} » a été proposée le ${on} (${words(approaches, data.approach)}).`,
  'actionplans.ActionDescribed': (data, names, on) =>
    `La fiche « ${names.of(data.actionId)} » a été complétée le ${on}.`,
  'actionplans.OperationAdded': (data, names, on) =>
    `L’opération « ${data.title} » a été ajoutée à « ${names.of(data.actionId)} » le ${on}.`,
  'actionplans.RoleAssigned': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} est ${actionRoles[data.role] ?? data.role} de « ${names.of(data.actionId)} » depuis le ${on}.`,
  'actionplans.RoleEnded': (data, names, on) =>
    `${capital(names.organisation(data.organisation))} n’est plus ${actionRoles[data.role] ?? data.role} de « ${names.of(data.actionId)} » depuis le ${on}.`,
  'actionplans.MeansPlanned': (data, names, on) =>
    `Des moyens ont été prévus pour « ${names.of(data.actionId)} » en ${data.year} : ${amount(data)} (noté le ${on}).`,
  'actionplans.ActualMeansRecorded': (data, names, on) =>
    `Des moyens ont été mobilisés pour « ${names.of(data.actionId)} » en ${data.year} : ${amount(data)} (noté le ${on}).`,
  'actionplans.IndicatorDrafted': (data, names, on) =>
    `L’indicateur « ${data.title} » a été esquissé pour « ${names.of(data.actionId)} » le ${on}.`,
  'actionplans.IndicatorDefined': (data, names, on) =>
    `L’indicateur « ${names.of(data.indicatorId)} » a été défini le ${on} (unité : ${data.unit}, source : ${data.source}).`,
  'actionplans.ActionStatusChanged': (data, names, on) =>
    `L’action « ${names.of(data.actionId)} » est ${words(actionStatuses, data.to)} depuis le ${on}.`,
  'actionplans.ActionAdopted': (data, names, on) =>
    `L’action « ${names.of(data.actionId)} » a été adoptée avec la version ${data.version} du plan le ${on}.`,
  'actionplans.ProgressReported': (data, names, on) =>
    `L’avancement ${data.year} de « ${names.of(data.actionId)} » a été rapporté le ${on}${data.percent === undefined ? '' : ` : ${data.percent} %`}${offerChanged(data)}.`,
  'actionplans.PlanAdopted': (data, names, on) =>
    `Le copil a adopté la version ${data.version} du plan d’actions le ${on} (${count(data.actionIds.length, 'action')})${data.amendmentId === undefined ? '' : `, apportée par l’avenant « ${names.of(data.amendmentId)} »`}.`,
  'actionplans.YearReviewed': (data, _names, on) =>
    `Le copil a validé le bilan de l’année ${data.year} le ${on}.`,
};
