import { addDays, day, frenchDay } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import { AmendmentAbandoned, AmendmentProposed } from '@ctg/contracts/partners';
import {
  type AmendmentChanges,
  amendedTerritory,
  asAmended,
  type ConventionFacts,
  convention,
  lifeOf,
  mostOf,
  presentSignatories,
  type Signatory,
} from '@ctg/convention';
import {
  assertRoom,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  pastDay,
  refused,
} from '@ctg/decider';
import { assertKnownVintage } from '@ctg/geography';
import { inseeCode, organisationId, shortText, title } from '@ctg/identifiers';
import { z } from 'zod';
import { assertTerm, namedTheme, themeBody } from '../convention/open-convention.js';
import { alive } from '../convention/opened.js';
import { signatoryBody, signatoryOfKind } from '../convention/parties.js';
import {
  assertCommunesOnce,
  assertStillThere,
  assertVintageOf,
  warnOfPlaces,
} from '../convention/perimeter.js';
import { kindOf } from '../organisation/organisation-row.js';
import { amendmentUnderway } from './underway.js';

const body = z.strictObject({
  title: title.describe('Objet de l’avenant'),
  effectOn: day.describe('Date d’effet de l’avenant'),
  cogVintage: z.int().optional().describe('Millésime des communes citées ; par défaut celui du périmètre'),
  addCommunes: z.array(inseeCode).max(400).default([]).describe('Communes qui entrent'),
  removeCommunes: z.array(inseeCode).max(400).default([]).describe('Communes qui sortent'),
  addSignatories: z
    .array(signatoryBody)
    .max(100)
    .default([])
    .describe('Organisations qui deviennent signataires'),
  removeSignatories: z.array(organisationId).max(100).default([]).describe('Signataires qui sortent'),
  addThemes: z.array(themeBody).max(50).default([]).describe('Thèmes ajoutés'),
  newEndsOn: day.optional().describe('Nouveau terme'),
  bringsPlan: z.boolean().default(false).describe('L’avenant apporte le plan d’actions'),
  proposedOn: pastDay,
});

type Body = z.infer<typeof body>;

/** What was asked for, from what is recorded of it. */
export const proposalOf = ({
  title,
  effectOn,
  changes: { addedCommunes, removedCommunes, addedSignatories, removedSignatories, addedThemes, ...more },
}: DataOf<typeof AmendmentProposed>): Record<string, unknown> => ({
  title,
  effectOn,
  addCommunes: addedCommunes,
  removeCommunes: removedCommunes,
  addSignatories: addedSignatories.map(({ kind: _kind, ...asked }) => asked),
  removeSignatories: removedSignatories,
  addThemes: addedThemes,
  ...more,
});

export const proposeAmendment = defineCommand({
  name: 'partners.propose-amendment',
  title: 'Proposer un avenant',
  description:
    'Change ce qui est signé ; prend effet quand tous les signataires, présents et entrants, l’ont signé.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/amendments',
  body,
  decider: convention,
  async lookUp({ body, params, readModel }: LookUpInput<Body>): Promise<readonly Signatory[]> {
    return Promise.all(
      body.addSignatories.map(async (one) =>
        signatoryOfKind(one, await kindOf(readModel, params.cafId, one.organisation)),
      ),
    );
  },
  decide({ body, facts: addedSignatories, newId, warn }, state) {
    const current = alive(state);
    if (lifeOf(current).completedOn === undefined) {
      throw refused({
        code: 'not-signed-yet',
        title: 'La convention n’est pas encore signée par tous : changez-la directement.',
        expected: 'une convention signée par tous',
        found: 'il manque des signatures',
      });
    }
    assertRoom(Object.keys(current.amendments).length, mostOf.amendments, 'd’avenants');
    const changes: AmendmentChanges = {
      addedCommunes: body.addCommunes,
      removedCommunes: body.removeCommunes,
      addedSignatories: [...addedSignatories],
      removedSignatories: body.removeSignatories,
      addedThemes: body.addThemes.map(namedTheme),
      bringsPlan: body.bringsPlan,
      ...(body.cogVintage === undefined ? {} : { cogVintage: body.cogVintage }),
      ...(body.newEndsOn === undefined ? {} : { newEndsOn: body.newEndsOn }),
    };
    assertChanges(current, changes, body.effectOn);
    warnOfPlaces(amendedTerritory(asAmended(current).territory, changes), warn, changes.addedCommunes);
    const { title, effectOn, proposedOn } = body;
    return [AmendmentProposed({ amendmentId: newId(), title, effectOn, changes }, happenedOn(proposedOn))];
  },
});

/**
 * The communes that enter are those of a vintage of the amendment's time; a vintage that is told is that of the whole
 * perimeter from then on, so every commune of it is looked up in it.
 */
function assertPlaces(current: ConventionFacts, changes: AmendmentChanges, effectOn: string): void {
  const { territory, endsOn } = asAmended(current);
  const { addedCommunes, removedCommunes } = changes;
  const isRedrawn = changes.cogVintage !== undefined;
  const cogVintage = changes.cogVintage ?? territory.cogVintage;
  const official = assertKnownVintage(cogVintage);
  const staying = territory.communes.filter(
    (code) => !removedCommunes.includes(code) && !addedCommunes.includes(code),
  );
  const looked = isRedrawn ? [...staying, ...addedCommunes] : addedCommunes;
  assertCommunesOnce(looked, official);
  assertStillThere(looked, official, effectOn);
  if (isRedrawn) assertVintageOf(cogVintage, { effectOn, endsOn: changes.newEndsOn ?? endsOn });
}

function assertChanges(current: ConventionFacts, changes: AmendmentChanges, effectOn: string): void {
  assertPlaces(current, changes, effectOn);
  const { communes } = asAmended(current).territory;
  const already = changes.addedCommunes.find((code) => communes.includes(code));
  if (already)
    throw invalid({
      code: 'commune-twice',
      title: 'Cette commune est déjà dans le périmètre.',
      found: already,
    });
  const stranger = changes.removedCommunes.find((code) => !communes.includes(code));
  if (stranger) {
    throw invalid({
      code: 'commune-not-in-perimeter',
      title: 'Cette commune n’est pas dans le périmètre.',
      found: stranger,
    });
  }
  const present = new Set(presentSignatories(current).map(({ organisation }) => organisation));
  const twice = changes.addedSignatories.find(({ organisation }) => present.has(organisation));
  if (twice) {
    throw invalid({
      code: 'already-a-signatory',
      title: 'Cette organisation est déjà signataire.',
      found: twice.organisation,
    });
  }
  // Who has given notice is removed by the amendment that draws the consequences.
  const unknown = changes.removedSignatories.find(
    (organisation) => !present.has(organisation) && current.departures[organisation] === undefined,
  );
  if (unknown) {
    throw invalid({
      code: 'not-a-signatory',
      title: 'Cette organisation n’est pas signataire.',
      found: unknown,
    });
  }
  if (changes.newEndsOn !== undefined) assertTerm(current.effectOn, changes.newEndsOn);
  assertEffect(effectOn, current.effectOn, asAmended(current).endsOn);
  const { bringsPlan, newEndsOn, cogVintage: _vintage, ...lists } = changes;
  if (!bringsPlan && newEndsOn === undefined && Object.values(lists).every((list) => list.length === 0)) {
    throw invalid({
      code: 'empty-amendment',
      title: 'Cet avenant ne change rien.',
      expected: 'au moins un changement',
    });
  }
}

/**
 * An amendment changes a convention within its period, or from the day after its term.
 * @param endsOn the term without this amendment
 * @throws Rejection 422 `amendment-before-convention`, `amendment-after-term`
 */
export function assertEffect(effectOn: string, from: string, endsOn: string): void {
  if (effectOn < from) {
    throw invalid({
      code: 'amendment-before-convention',
      title: 'L’avenant prendrait effet avant la convention.',
      expected: `à partir du ${frenchDay(from)}`,
      found: frenchDay(effectOn),
    });
  }
  if (effectOn > addDays(endsOn, 1)) {
    throw invalid({
      code: 'amendment-after-term',
      title: 'L’avenant prendrait effet après le terme : il ne ranime pas une convention échue.',
      expected: `au plus tard le lendemain du terme, le ${frenchDay(addDays(endsOn, 1))}`,
      found: frenchDay(effectOn),
      advice: 'Pour continuer après le terme, ouvrez une nouvelle convention qui renouvelle celle-ci.',
    });
  }
}

export const abandonAmendment = defineCommand({
  name: 'partners.abandon-amendment',
  title: 'Abandonner un avenant',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/amendments/:amendmentId/abandonment',
  body: z.strictObject({ why: shortText.describe('Pourquoi'), abandonedOn: pastDay }),
  decider: convention,
  decide({ body: { why, abandonedOn }, params }, state) {
    const { amendmentId } = amendmentUnderway(alive(state), params.amendmentId);
    return [AmendmentAbandoned({ amendmentId, why }, happenedOn(abandonedOn))];
  },
});
