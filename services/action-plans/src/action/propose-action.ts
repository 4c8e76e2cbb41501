import { impreciseDate } from '@ctg/calendar';
import { ActionDescribed, ActionProposed, approach } from '@ctg/contracts/action-plans';
import { themeCode } from '@ctg/contracts/themes';
import { action } from '@ctg/convention/plan';
import {
  alreadyThere,
  defineCommand,
  happenedOn,
  invalid,
  isRecorded,
  type LookUpInput,
  pastDay,
  warnOfThemes,
} from '@ctg/decider';
import { reference, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertNeedsKnown } from '../diagnostic/known-need.js';
import { themeOfObjective } from '../plan/theme-of-objective.js';
import { proposers, reporters } from '../rights.js';
import { actionRoute, actionStream, proposed } from './action.js';
import { assertOwnAction } from './own-action.js';

const number = reference.optional().describe('Numéro de la fiche, par exemple F1 ou 2.1');
const themes = z.array(themeCode).max(20);
const needIds = z.array(uuid).max(100);

const description = {
  context: text.optional().describe('Contexte, constats'),
  description: text.optional().describe('En quoi consiste l’action'),
  targetPublic: title.optional().describe('Public visé'),
  area: title.optional().describe('Secteur géographique'),
  calendar: impreciseDate.optional().describe('Calendrier : 2025, 2025-T4, 2025-03, 2026/2027…'),
  expectedResults: text.optional().describe('Résultats attendus'),
  participation: title.optional().describe('Niveau de participation des habitants'),
};

const proposal = z.strictObject({
  number,
  title: title.describe('Intitulé de l’action'),
  objectiveId: uuid.describe('Objectif du plan'),
  themes: themes.default([]).describe('Thèmes ; vide : celui de l’axe'),
  needIds: needIds
    .default([])
    .describe('Besoins du diagnostic, ou repris du précédent, auxquels l’action répond'),
  approach,
  status: z
    .enum(['to-discuss', 'proposed'])
    .default('proposed')
    .describe('to-discuss (à débattre) ou proposed (proposée)'),
  proposedOn: pastDay,
  ...description,
});

export const proposeAction = defineCommand({
  name: 'action-plans.propose-action',
  title: 'Proposer une action',
  description: 'Une fiche-action sous un objectif du plan ; elle se complète ensuite pièce par pièce.',
  roles: proposers,
  route: '/conventions/:conventionId/actions',
  creates: 'actionId',
  stream: actionStream,
  body: proposal,
  decider: action,
  async lookUp({ body, params, readModel, streams }: LookUpInput<z.infer<typeof proposal>>) {
    const axisTheme = await themeOfObjective(streams, params, body.objectiveId);
    await assertNeedsKnown(readModel, params, body.needIds);
    return { axisTheme };
  },
  decide({ body: { proposedOn, ...body }, params: { actionId = '' }, facts: { axisTheme }, frame, warn }) {
    // The axis was held against the convention when it was added.
    warnOfThemes(body.themes, frame, warn);
    const themes = body.themes.length > 0 ? [...new Set(body.themes)] : [axisTheme];
    return [
      ActionProposed(
        { actionId, ...body, themes, needIds: [...new Set(body.needIds)] },
        happenedOn(proposedOn),
      ),
    ];
  },
});

const changes = z.strictObject({
  number,
  title: title.optional().describe('Nouvel intitulé'),
  themes: themes.optional().describe('Thèmes'),
  needIds: needIds
    .optional()
    .describe('Besoins du diagnostic, ou repris du précédent, auxquels l’action répond (remplace la liste)'),
  approach: approach.optional(),
  ...description,
  describedOn: pastDay,
});

export const describeAction = defineCommand({
  name: 'action-plans.describe-action',
  title: 'Compléter une fiche-action',
  description: 'Seuls les champs donnés changent.',
  roles: reporters,
  route: actionRoute('/description'),
  stream: actionStream,
  body: changes,
  decider: action,
  lookUp: ({ body, params, readModel }: LookUpInput<z.infer<typeof changes>>) =>
    assertNeedsKnown(readModel, params, body.needIds ?? []),
  decide({ body: { describedOn, ...body }, params, actor, frame, warn }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    if (Object.keys(body).length === 0) {
      throw invalid({
        code: 'nothing-given',
        title: 'Il n’y a rien à changer.',
        expected: `au moins un champ : ${Object.keys(changes.shape).join(', ')}`,
      });
    }
    const recorded = { ...current, describedOn: current.toldOn.description };
    if (isRecorded({ ...body, describedOn }, recorded)) return alreadyThere(recorded);
    warnOfThemes(body.themes ?? [], frame, warn);
    return [ActionDescribed({ actionId: current.actionId, ...body }, happenedOn(describedOn))];
  },
});
