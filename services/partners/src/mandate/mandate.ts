import { day, frenchDay } from '@ctg/calendar';
import {
  CooperationOfficerAppointed,
  MandateEnded,
  MandateHandedOver,
  mandateArea,
  workingTimePercent,
} from '@ctg/contracts/partners';
import { themeCode } from '@ctg/contracts/themes';
import { type Mandates, mandate, type Term } from '@ctg/convention';
import {
  assertRoom,
  countsFrom,
  defineCommand,
  invalid,
  type LookUpInput,
  refused,
  warnOfThemes,
} from '@ctg/decider';
import { organisationId, personId, shortText } from '@ctg/identifiers';
import { z } from 'zod';
import type { Rule } from '../correction/newly-impossible.js';
import { assertRegistered, organisations } from '../organisation/organisation-row.js';

const holder = personId.describe('Identifiant opaque de la personne, jamais son nom (par exemple cc-01)');
/** At most so many are in charge at once. */
const mostOfficers = 20;

const roles = ['caf_adviser', 'copil_secretary'] as const;

/** Whoever employs an officer is registered. */
const assertEmployer = <Body extends { readonly employer?: string | undefined }>(input: LookUpInput<Body>) =>
  assertRegistered(input, [input.body.employer]);

export const appointCooperationOfficer = defineCommand({
  name: 'partners.appoint-cooperation-officer',
  title: 'Nommer un chargé de coopération',
  description:
    'Plusieurs peuvent être en fonction à la fois, chacun pour un territoire ou des thèmes (deux intercommunalités, deux employeurs).',
  roles,
  route: '/conventions/:conventionId/mandates',
  body: z.strictObject({
    holder,
    employer: organisationId.describe('Collectivité qui l’emploie'),
    from: day.describe('À partir du'),
    workingTimePercent: workingTimePercent.optional(),
    area: mandateArea.optional(),
    themes: z
      .array(themeCode)
      .min(1)
      .max(20)
      .optional()
      .describe('Thèmes dont il est chargé, quand ce ne sont pas tous'),
  }),
  decider: mandate,
  waitsFor: [organisations.name],
  lookUp: assertEmployer,
  decide({ body: { workingTimePercent, ...body }, today, frame, warn }, state) {
    const inCharge = Object.values(state.officers);
    const own = state.officers[body.holder];
    if (own) {
      throw refused({
        code: 'already-in-charge',
        title: 'Cette personne est déjà chargée de coopération.',
        found: told(own),
      });
    }
    if (inCharge.length > 0 && body.area === undefined && body.themes === undefined) {
      throw refused({
        code: 'mandate-held',
        title: 'Un chargé de coopération est déjà en fonction.',
        found: inCharge.map(told).join(' ; '),
        advice:
          'Enregistrez une passation, ou dites de quel territoire (area) ou de quels thèmes (themes) il est chargé.',
      });
    }
    assertRoom(inCharge.length, mostOfficers, 'de chargés de coopération à la fois');
    warnOfThemes(body.themes ?? [], frame, warn);
    const time = workingTimePercent === undefined ? {} : { workingTimePercent };
    return [CooperationOfficerAppointed({ ...body, ...time }, countsFrom(body.from, today))];
  },
});

/**
 * The term that something happens to: of the holder who is named, or of the only one in charge; nothing happens to it before
 * it began.
 */
function termOf({ officers }: Mandates, named: string | undefined, on: string): Term {
  const all = Object.values(officers);
  const found = named === undefined ? (all.length === 1 ? all[0] : undefined) : officers[named];
  if (all.length === 0)
    throw refused({ code: 'no-mandate', title: 'Aucun chargé de coopération n’est en fonction.' });
  if (!found) {
    throw refused({
      code: 'which-mandate',
      title: 'De quel chargé de coopération s’agit-il ?',
      expected: all.map(told).join(' ; '),
      found: named ?? 'aucun n’est nommé',
      advice: 'Nommez-le dans holder.',
    });
  }
  assertNotBeforeMandate(on, found);
  return found;
}

function assertNotBeforeMandate(on: string, { from }: Term): void {
  if (on >= from) return;
  throw invalid({
    code: 'before-the-mandate',
    title: 'Cette date est avant le début du mandat.',
    expected: `à partir du ${frenchDay(from)}`,
    found: frenchDay(on),
  });
}

/** What is impossible of the terms that have ended, in the order in which they did. */
export function* rulesOfMandates({ former }: Mandates): Generator<Rule> {
  for (const [index, term] of former.entries())
    yield [`${index}`, () => assertNotBeforeMandate(term.to ?? term.from, term)];
}

/** « cc-01 (Communes de l’ouest), depuis le 05/01/2026 » */
const told = ({ holder, from, area, themes }: Term): string => {
  const of = [...(area === undefined ? [] : [area]), ...(themes ?? [])].join(', ');
  return `${holder}${of && ` (${of})`}, depuis le ${frenchDay(from)}`;
};

const which = holder
  .optional()
  .describe('Le chargé de coopération dont il s’agit, quand il y en a plusieurs');

export const handOverMandate = defineCommand({
  name: 'partners.hand-over-mandate',
  title: 'Enregistrer une passation entre chargés de coopération',
  roles,
  route: '/conventions/:conventionId/mandates/handover',
  body: z.strictObject({
    holder: which,
    to: holder,
    on: day.describe('Date de la passation'),
    employer: organisationId.optional().describe('Employeur ; par défaut le même'),
    note: shortText.optional().describe('Ce qui est transmis'),
  }),
  decider: mandate,
  waitsFor: [organisations.name],
  lookUp: assertEmployer,
  decide({ body: { holder: named, to, on, employer, note }, today }, state) {
    const current = termOf(state, named, on);
    if (to === current.holder) {
      throw invalid({ code: 'same-person', title: 'La passation se fait à une autre personne.', found: to });
    }
    const taken = state.officers[to];
    if (taken) {
      throw refused({
        code: 'already-in-charge',
        title: 'Cette personne est déjà chargée de coopération.',
        found: told(taken),
      });
    }
    const more = note === undefined ? {} : { note };
    const handed = { from: current.holder, to, on, employer: employer ?? current.employer, ...more };
    return [MandateHandedOver(handed, countsFrom(on, today))];
  },
});

export const endMandate = defineCommand({
  name: 'partners.end-mandate',
  title: 'Mettre fin au mandat du chargé de coopération',
  roles,
  route: '/conventions/:conventionId/mandates/end',
  body: z.strictObject({ holder: which, on: day.describe('Date de fin') }),
  decider: mandate,
  decide: ({ body: { holder: named, on }, today }, state) => [
    MandateEnded({ holder: termOf(state, named, on).holder, on }, countsFrom(on, today)),
  ],
});
