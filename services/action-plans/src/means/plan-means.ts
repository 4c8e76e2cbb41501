import { ActualMeansRecorded, MeansPlanned, meansKind } from '@ctg/contracts/action-plans';
import { action } from '@ctg/convention/plan';
import {
  assertRoom,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  pastDay,
  warnOfYear,
} from '@ctg/decider';
import { organisationId, shortText, title, uuid } from '@ctg/identifiers';
import { assertRegistered } from '@ctg/web-service';
import { z } from 'zod';
import { actionRoute, actionStream, mostOf, proposed } from '../action/action.js';
import { assertOwnAction } from '../action/own-action.js';
import { assertOperation } from '../operation/add-operation.js';
import { reporters } from '../rights.js';
import { readAmount } from './french-amount.js';

const euros = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6, 'Deux décimales au plus');

/** Figures where they are known, as a number or as people write money; words where they are not. */
const amount = z
  .union([
    euros,
    shortText.transform((written, context): number | string => {
      const meant = readAmount(written);
      if (meant === 'words') return written;
      const read = euros.safeParse(meant);
      if (read.success) return read.data;
      context.addIssue({
        code: 'custom',
        message: `Montant illisible : « ${written} ». Écrivez 12 000, 12 000,50 € ou 12 k€, un nombre, ou des mots`,
      });
      return z.NEVER;
    }),
  ])
  .describe(
    'Montant en euros (12000, « 12 000,50 € », « 12 k€ »), ou quelques mots : « à définir », « 0,2 ETP »',
  );

const line = {
  operationId: uuid.optional().describe('Opération, quand il ne s’agit que d’elle'),
  year: z.int().min(2000).max(2100).describe('Année'),
  kind: meansKind.default('money'),
  funder: organisationId.optional().describe('Organisation qui apporte ces moyens, enregistrée auparavant'),
  label: title.optional().describe('Ce que c’est, par exemple Fonctionnement'),
  amount,
};

const asAmount = (given: number | string) =>
  typeof given === 'number' ? { amount: given } : { amountText: given };

/** Whoever pays is registered. */
const assertFunder = <Body extends { readonly funder?: string | undefined }>(input: LookUpInput<Body>) =>
  assertRegistered(input, [input.body.funder]);

export const planMeans = defineCommand({
  name: 'action-plans.plan-means',
  title: 'Prévoir des moyens',
  description: 'Une ligne par année et par financeur ; le montant peut rester « à définir ».',
  roles: reporters,
  route: actionRoute('/means'),
  stream: actionStream,
  body: z.strictObject({ ...line, plannedOn: pastDay }),
  decider: action,
  waitsFor: [],
  lookUp: assertFunder,
  decide({ body: { amount: given, plannedOn, ...body }, params, actor, newId, frame, warn }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    assertOperation(current, body.operationId);
    assertRoom(current.means.length, mostOf.means, 'de moyens prévus dans cette fiche');
    warnOfYear(body.year, frame, warn);
    return [
      MeansPlanned(
        { meansId: newId(), actionId: current.actionId, ...body, ...asAmount(given) },
        happenedOn(plannedOn),
      ),
    ];
  },
});

export const recordActualMeans = defineCommand({
  name: 'action-plans.record-actual-means',
  title: 'Enregistrer des moyens réalisés',
  description: 'Ce qui a été apporté, en réponse à une ligne prévue (meansId) ou en plus.',
  roles: reporters,
  route: actionRoute('/actual-means'),
  stream: actionStream,
  body: z.strictObject({
    meansId: uuid.optional().describe('Ligne prévue à laquelle elle répond'),
    ...line,
    recordedOn: pastDay,
  }),
  decider: action,
  waitsFor: [],
  lookUp: assertFunder,
  decide({ body: { amount: given, recordedOn, ...body }, params, actor, newId, frame, warn }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    assertOperation(current, body.operationId);
    assertRoom(current.actualMeans.length, mostOf.actualMeans, 'de moyens réalisés dans cette fiche');
    if (body.meansId !== undefined && !current.means.some(({ meansId }) => meansId === body.meansId)) {
      throw invalid({
        code: 'unknown-means',
        title: 'Cette ligne de moyens n’est pas dans la fiche.',
        found: body.meansId,
      });
    }
    warnOfYear(body.year, frame, warn);
    return [
      ActualMeansRecorded(
        { actualId: newId(), actionId: current.actionId, ...body, ...asAmount(given) },
        happenedOn(recordedOn),
      ),
    ];
  },
});
