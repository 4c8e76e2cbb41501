import { day } from '@ctg/calendar';
import { actionStatuses, approaches } from '@ctg/convention/plan';
import { uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import { themesOf } from '../names/theme-names.js';
import { defineListOfADay } from '../state/list-of-a-day.js';
import { eurosIn, shownEuros, theme, themeShown } from './shown-results.js';
import { type Result, type ValuedAction, valuedActions } from './valued-actions.js';
import { yearAsked, yearOf } from './yearly-review.js';

/** Each action in a year: how far it came, and at which cost. */
export const listValuedActions = defineListOfADay({
  name: 'history.list-valued-actions',
  title: 'Lister les actions d’une année, par thème : avancement, moyens prévus et réalisés',
  route: '/conventions/:conventionId/yearly-review/actions',
  filters: { year: yearAsked },
  item: z.object({
    theme,
    actionId: uuid,
    number: z.string().optional(),
    title: z.string(),
    approach: coded(approaches),
    approachLabel: z.string().describe('La démarche en français'),
    status: coded(actionStatuses),
    statusLabel: z.string().describe('L’étape en français'),
    pilots: z.array(z.string()).max(20).describe('Noms des pilotes et copilotes'),
    progress: z
      .object({ day, percent: z.int().optional(), text: z.string() })
      .optional()
      .describe('Dernier compte rendu de l’année ; absent : aucun'),
    planned: eurosIn.describe('Moyens prévus pour l’année'),
    actual: eurosIn.describe('Moyens réalisés dans l’année'),
    indicators: z.int().min(0),
    measured: z.int().min(0),
    reached: z.int().min(0),
  }),
  rows: (facts, { year }) => valuedActions(facts, yearOf(facts, year)),
  named: ({ action }) => action.roles.map(({ organisation }) => organisation),
  show({ action, progress, planned, actual, results, theme: code }: ValuedAction, names, facts) {
    const { actionId, number, title, approach, status, roles } = action;
    const pilots = roles.filter(
      ({ role, from, endedOn }) =>
        (role === 'pilot' || role === 'co-pilot') &&
        from <= facts.day &&
        (endedOn === undefined || facts.day <= endedOn),
    );
    return {
      theme: themeShown(code, themesOf(facts)),
      actionId,
      ...(number === undefined ? {} : { number }),
      title,
      approach,
      approachLabel: approaches[approach],
      status,
      statusLabel: actionStatuses[status],
      pilots: [...new Set(pilots.map(({ organisation }) => names.of(organisation)))].slice(0, 20),
      ...(progress === undefined
        ? {}
        : {
            progress: {
              day: progress.day,
              text: progress.text,
              ...(progress.percent === undefined ? {} : { percent: progress.percent }),
            },
          }),
      planned: shownEuros(planned),
      actual: shownEuros(actual),
      indicators: results.length,
      measured: results.filter(({ done }) => done !== undefined).length,
      reached: results.filter(({ reached }) => reached === true).length,
    };
  },
});

const figure = z.object({
  value: z.number().optional(),
  text: z.string().optional().describe('D’un indicateur qualitatif'),
  measuredOn: day,
  source: z.string(),
});

/** Each indicator in a year: where it came from, what was aimed at, what was measured. */
export const listResults = defineListOfADay({
  name: 'history.list-results',
  title: 'Lister les résultats d’une année, indicateur par indicateur : départ, cible, prévu, réalisé',
  route: '/conventions/:conventionId/yearly-review/results',
  filters: { year: yearAsked },
  item: z.object({
    theme,
    actionId: uuid,
    action: z.string().describe('Numéro et intitulé de la fiche'),
    indicatorId: uuid,
    title: z.string(),
    unit: z.string().optional().describe('Absente : l’indicateur n’est pas encore défini'),
    baseline: z.number().optional().describe('Valeur de départ ; absente : elle n’est pas connue'),
    target: z.number().optional().describe('Cible ; absente : il n’y en a pas'),
    planned: figure.optional().describe('Mesure de l’année : prévu, ou potentiel'),
    done: figure.optional().describe('Mesure de l’année : réalisé, ou réel ; absente : rien n’a été mesuré'),
    reached: z.boolean().optional().describe('Cible atteinte ; absent : on ne peut pas le dire'),
  }),
  rows: (facts, { year }) =>
    valuedActions(facts, yearOf(facts, year)).flatMap(({ action, theme: code, results }) =>
      results.map((result) => ({ action, code, result })),
    ),
  named: () => [],
  show: ({ action, code, result: { indicator, planned, done, reached } }, _names, facts) => ({
    theme: themeShown(code, themesOf(facts)),
    actionId: action.actionId,
    action: action.number === undefined ? action.title : `${action.number} ${action.title}`,
    indicatorId: indicator.indicatorId,
    title: indicator.title,
    ...(indicator.unit === undefined ? {} : { unit: indicator.unit }),
    ...(indicator.baseline === undefined ? {} : { baseline: indicator.baseline }),
    ...(indicator.target === undefined ? {} : { target: indicator.target }),
    ...(planned === undefined ? {} : { planned: figureShown(planned) }),
    ...(done === undefined ? {} : { done: figureShown(done) }),
    ...(reached === undefined ? {} : { reached }),
  }),
});

const figureShown = ({ value, text, measuredOn, source }: NonNullable<Result['done']>) => ({
  ...(value === undefined ? {} : { value }),
  ...(text === undefined ? {} : { text }),
  measuredOn,
  source,
});
