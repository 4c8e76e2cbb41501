import { day, frenchDay } from '@ctg/calendar';
import { CooperationOfficerAppointed, MandateEnded, MandateHandedOver } from '@ctg/contracts/partners';
import { type Mandate, mandate } from '@ctg/convention';
import { countsFrom, defineCommand, invalid, type LookUpInput, refused } from '@ctg/decider';
import { organisationId, personId, shortText } from '@ctg/identifiers';
import { z } from 'zod';
import { assertRegistered, organisations } from '../organisation/organisation-row.js';

const holder = personId.describe('Identifiant opaque de la personne, jamais son nom (par exemple cc-01)');
const roles = ['caf_adviser', 'copil_secretary'] as const;

/** Whoever employs an officer is registered. */
const assertEmployer = <Body extends { readonly employer?: string | undefined }>(input: LookUpInput<Body>) =>
  assertRegistered(input, [input.body.employer]);

export const appointCooperationOfficer = defineCommand({
  name: 'partners.appoint-cooperation-officer',
  title: 'Nommer un chargé de coopération',
  roles,
  route: '/conventions/:conventionId/mandates',
  body: z.strictObject({
    holder,
    employer: organisationId.describe('Collectivité qui l’emploie'),
    from: day.describe('À partir du'),
    workingTimePercent: z
      .number()
      .min(1)
      .max(100)
      .optional()
      .describe('Temps de travail consacré, en pour cent'),
  }),
  decider: mandate,
  waitsFor: [organisations.name],
  lookUp: assertEmployer,
  decide({ body: { workingTimePercent, ...body }, today }, state) {
    if (state.held) {
      throw refused({
        code: 'mandate-held',
        title: 'Un chargé de coopération est déjà en fonction.',
        found: `${state.holder}, depuis le ${frenchDay(state.from)}`,
        advice: 'Enregistrez une passation.',
      });
    }
    const time = workingTimePercent === undefined ? {} : { workingTimePercent };
    return [CooperationOfficerAppointed({ ...body, ...time }, countsFrom(body.from, today))];
  },
});

/** The mandate in hand; nothing happens to it before it began. */
function held(state: Mandate, on: string) {
  if (!state.held)
    throw refused({ code: 'no-mandate', title: 'Aucun chargé de coopération n’est en fonction.' });
  if (on < state.from) {
    throw invalid({
      code: 'before-the-mandate',
      title: 'Cette date est avant le début du mandat.',
      expected: `à partir du ${frenchDay(state.from)}`,
      found: frenchDay(on),
    });
  }
  return state;
}

export const handOverMandate = defineCommand({
  name: 'partners.hand-over-mandate',
  title: 'Enregistrer une passation entre chargés de coopération',
  roles,
  route: '/conventions/:conventionId/mandates/handover',
  body: z.strictObject({
    to: holder,
    on: day.describe('Date de la passation'),
    employer: organisationId.optional().describe('Employeur ; par défaut le même'),
    note: shortText.optional().describe('Ce qui est transmis'),
  }),
  decider: mandate,
  waitsFor: [organisations.name],
  lookUp: assertEmployer,
  decide({ body: { to, on, employer, note }, today }, state) {
    const current = held(state, on);
    if (to === current.holder) {
      throw invalid({ code: 'same-person', title: 'La passation se fait à une autre personne.', found: to });
    }
    const told = note === undefined ? {} : { note };
    const handed = { from: current.holder, to, on, employer: employer ?? current.employer, ...told };
    return [MandateHandedOver(handed, countsFrom(on, today))];
  },
});

export const endMandate = defineCommand({
  name: 'partners.end-mandate',
  title: 'Mettre fin au mandat du chargé de coopération',
  roles,
  route: '/conventions/:conventionId/mandates/end',
  body: z.strictObject({ on: day.describe('Date de fin') }),
  decider: mandate,
  decide: ({ body: { on }, today }, state) => [
    MandateEnded({ holder: held(state, on).holder, on }, countsFrom(on, today)),
  ],
});
