import type { NewEventOf } from '@ctg/contracts';
import { ActionStatusChanged } from '@ctg/contracts/action-plans';
import type { Action, ActionStatus } from '@ctg/convention/plan';
import { action } from '@ctg/convention/plan';
import { alreadyThere, defineCommand, happenedDay } from '@ctg/decider';
import { z } from 'zod';
import { actionRoute, actionStream, proposed } from '../action/action.js';
import { assertOwnAction } from '../action/own-action.js';
import { amendmentsWithPlan } from '../amendment/known-amendment.js';
import { assertPlanInEffect } from '../amendment/plan-of-amendment.js';
import { reporters } from '../rights.js';
import { assertReady } from './readiness.js';
import { assertMayBecome } from './transitions.js';

/** The change of an action to another status, if the table of transitions allows it. @throws Rejection */
export function statusChanged(
  current: Action,
  to: ActionStatus,
  changedOn: string,
): [NewEventOf<typeof ActionStatusChanged>] {
  const { actionId, status: from } = current;
  assertMayBecome(from, to);
  if (to === 'ready') assertReady(current);
  return [ActionStatusChanged({ actionId, from, to, changedOn }, { occurredOn: changedOn })];
}

/** One command for each step of an action's life, each with its own word for the day. */
function step(name: string, to: ActionStatus, dayField: string, title: string, description: string) {
  return defineCommand({
    name: `action-plans.${name}`,
    title,
    description,
    roles: reporters,
    route: actionRoute(`/${name.replace('-action', '')}`),
    stream: actionStream,
    body: z.strictObject({
      [dayField]: happenedDay.optional().describe('Date (AAAA-MM-JJ) ; par défaut aujourd’hui'),
    }),
    decider: action,
    waitsFor: [],
    lookUp: ({ params, readModel }) => amendmentsWithPlan(readModel, params.conventionId),
    decide({ body, params, facts: amendments, actor, today }, state) {
      const current = proposed(state, params);
      assertOwnAction(current, actor);
      if (current.status === to) return alreadyThere({ [dayField]: current.statusSince });
      const changed = statusChanged(current, to, body[dayField] ?? today);
      assertPlanInEffect(current, to, body[dayField] ?? today, amendments);
      return changed;
    },
  });
}

export const changesOfStatus = [
  step(
    'discuss-action',
    'to-discuss',
    'changedOn',
    'Remettre une action en débat',
    'Tant qu’elle n’est pas adoptée.',
  ),
  step('submit-action', 'proposed', 'changedOn', 'Soumettre une action débattue', 'Elle devient proposée.'),
  step(
    'mark-ready',
    'ready',
    'changedOn',
    'Déclarer une action prête',
    'Elle a un pilote, une description, des moyens prévus (au besoin « à définir ») et un indicateur.',
  ),
  step(
    'start-action',
    'in-progress',
    'startedOn',
    'Démarrer ou reprendre une action',
    'Une action adoptée commence ; une action suspendue, en retard ou trop tôt terminée reprend.',
  ),
  step(
    'pause-action',
    'paused',
    'pausedOn',
    'Suspendre une action',
    'Une action adoptée, en cours ou en retard.',
  ),
  step(
    'mark-late',
    'late',
    'lateSince',
    'Signaler une action en retard',
    'Une action adoptée, en cours ou suspendue.',
  ),
  step('complete-action', 'done', 'completedOn', 'Terminer une action', 'Une action en cours ou en retard.'),
  step('abandon-action', 'abandoned', 'abandonedOn', 'Abandonner une action', 'Sauf une action réalisée.'),
];
