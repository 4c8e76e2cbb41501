import { impreciseDate } from '@ctg/calendar';
import { OperationAdded } from '@ctg/contracts/action-plans';
import type { Action } from '@ctg/convention/plan';
import { action } from '@ctg/convention/plan';
import { assertRoom, defineCommand, happenedOn, invalid, pastDay } from '@ctg/decider';
import { text, title } from '@ctg/identifiers';
import { z } from 'zod';
import { actionRoute, actionStream, mostOf, proposed } from '../action/action.js';
import { assertOwnAction } from '../action/own-action.js';
import { reporters } from '../rights.js';

export const addOperation = defineCommand({
  name: 'action-plans.add-operation',
  title: 'Ajouter une opération à une action',
  description:
    'Une fiche peut en compter plusieurs, chacune avec son public, son calendrier, ses rôles, ses moyens et ses indicateurs.',
  roles: reporters,
  route: actionRoute('/operations'),
  stream: actionStream,
  body: z.strictObject({
    title: title.describe('Intitulé de l’opération'),
    public: title.optional().describe('Public'),
    calendar: impreciseDate.optional().describe('Calendrier : 2025, 2025-T4, 2025-03, 2026/2027…'),
    expectedResult: text.optional().describe('Résultat attendu'),
    addedOn: pastDay,
  }),
  decider: action,
  decide({ body: { addedOn, ...body }, params, actor, newId }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    assertRoom(current.operations.length, mostOf.operations, 'd’opérations dans cette fiche');
    return [
      OperationAdded({ actionId: current.actionId, operationId: newId(), ...body }, happenedOn(addedOn)),
    ];
  },
});

/** An operation of this action, where one is named. @throws Rejection `unknown-operation` */
export function assertOperation({ operations }: Action, operationId: string | undefined): void {
  if (operationId === undefined || operations.some((one) => one.operationId === operationId)) return;
  throw invalid({
    code: 'unknown-operation',
    title: 'Cette opération n’est pas dans la fiche.',
    expected:
      operations.map((one) => `${one.operationId} (${one.title})`).join(', ') || 'aucune opération encore',
    found: operationId,
  });
}
