import { conventionRoles } from '@ctg/access';
import { day } from '@ctg/calendar';
import { situationOn } from '@ctg/convention';
import { uuid } from '@ctg/identifiers';
import { defineQuery, wholeNumber } from '@ctg/web-service';
import { z } from 'zod';
import { names } from '../names/name-row.js';
import { ownThemes, themesOf } from '../names/theme-names.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import { knownFacts } from '../state/known-state.js';
import { momentAsked, when } from '../state/moment.js';
import { timeline } from '../timeline/timeline-row.js';
import { eurosIn, shownEuros, theme, themeShown } from './shown-results.js';
import { type ValuedAction, valuedActions } from './valued-actions.js';

export const yearAsked = wholeNumber(1900, 2200)
  .optional()
  .describe('L’année ; par défaut celle du jour demandé');

/** The year that is asked for, or that of the day. */
export const yearOf = (facts: FoldedFacts, year: number | undefined): number =>
  year ?? Number(facts.day.slice(0, 4));

const figures = z.object({
  actions: z.int().min(0).describe('Actions'),
  reported: z.int().min(0).describe('Dont avec un compte rendu de l’année'),
  indicators: z.int().min(0).describe('Indicateurs'),
  measured: z.int().min(0).describe('Dont mesurés dans l’année'),
  reached: z.int().min(0).describe('Dont cible atteinte'),
  planned: eurosIn.describe('Moyens prévus pour l’année'),
  actual: eurosIn.describe('Moyens réalisés dans l’année'),
});

/** The head of a yearly review: what the copil said of the year, and what each theme comes to. */
export const readYearlyReview = defineQuery({
  name: 'history.read-yearly-review',
  title: 'Lire le bilan d’une année : par thème, ce qui était prévu et ce qui est réalisé',
  roles: conventionRoles,
  route: '/conventions/:conventionId/yearly-review',
  reads: [timeline, names],
  query: z.strictObject({ year: yearAsked, ...when }),
  answerSchema: z.object({
    conventionId: uuid,
    title: z.string(),
    year: z.int(),
    effectiveAt: day,
    knownAt: z.iso.datetime(),
    situation: z.string().describe('Ce qu’est la convention ce jour-là, en une phrase'),
    review: z
      .object({
        reviewedOn: day,
        decision: z.string().optional().describe('La décision du copil'),
        summary: z.string().optional().describe('Ce que le bilan retient'),
      })
      .optional()
      .describe('Le bilan validé par le copil ; absent : il ne l’est pas'),
    ...figures.shape,
    themes: z
      .array(figures.extend({ theme }))
      .max(200)
      .describe('Par thème : chaque action compte sous le premier des siens'),
  }),
  async answer({ query, params: { conventionId = '' }, readModel }) {
    const moment = await momentAsked(readModel, conventionId, query);
    const facts = await knownFacts(readModel, moment);
    const year = yearOf(facts, query.year);
    const valued = valuedActions(facts, year);
    // A theme without any action is a hole, and shown.
    const byTheme = new Map<string, ValuedAction[]>(ownThemes(facts).map(({ code }) => [code, []]));
    for (const one of valued) {
      const same = byTheme.get(one.theme);
      if (same) same.push(one);
      else byTheme.set(one.theme, [one]);
    }
    const themeNames = themesOf(facts);
    return {
      conventionId,
      title: facts.partners.convention?.title ?? '',
      year,
      effectiveAt: moment.effectiveAt,
      knownAt: facts.knownAt,
      situation: situationOn(facts.partners.convention, facts.day).sentence,
      ...reviewOf(facts, year),
      ...figuresOf(valued),
      themes: [...byTheme]
        .slice(0, 200)
        .map(([code, actions]) => ({ theme: themeShown(code, themeNames), ...figuresOf(actions) })),
    };
  },
});

function reviewOf({ plan, partners }: FoldedFacts, year: number) {
  const review = Object.values(plan.plans)[0]?.frame?.reviews.findLast((one) => one.year === year);
  if (!review) return {};
  const decision = partners.governance.decisions.find(({ decisionId }) => decisionId === review.decisionId);
  return {
    review: {
      reviewedOn: review.reviewedOn,
      ...(decision === undefined ? {} : { decision: decision.title }),
      ...(review.summary === undefined ? {} : { summary: review.summary }),
    },
  };
}

function figuresOf(actions: readonly ValuedAction[]) {
  const results = actions.flatMap((one) => one.results);
  return {
    actions: actions.length,
    reported: actions.filter(({ progress }) => progress !== undefined).length,
    indicators: results.length,
    measured: results.filter(({ done }) => done !== undefined).length,
    reached: results.filter(({ reached }) => reached === true).length,
    planned: shownEuros(...actions.map(({ planned }) => planned)),
    actual: shownEuros(...actions.map(({ actual }) => actual)),
  };
}
