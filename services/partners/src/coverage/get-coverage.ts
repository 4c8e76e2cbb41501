import { day, today } from '@ctg/calendar';
import { coverageOn, coverageStatus } from '@ctg/convention';
import { inseeCode } from '@ctg/identifiers';
import { defineQuery, knownConventionProjection, pageOf } from '@ctg/web-service';
import { z } from 'zod';
import { conventions } from '../convention/convention-row.js';
import { everybody } from '../convention/read-convention.js';
import { conventionsOf } from './conventions-of-place.js';
import { conventionsOn, listPlaceConventions, placeConvention } from './list-place-conventions.js';
import { placeFilters, placeOf, shownPlace } from './place.js';

const count = (meaning: string) => z.int().min(0).describe(meaning);

/** Which convention covers a place on a day: in force, retroactively, several at once, or none and since when. */
export const getCoverage = defineQuery({
  name: 'partners.get-coverage',
  title: 'Dire quelle convention couvre une commune, une intercommunalité ou un territoire un jour donné',
  roles: everybody,
  route: '/coverage',
  reads: [conventions, knownConventionProjection],
  query: z.strictObject({
    ...placeFilters,
    on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui'),
  }),
  answerSchema: z.object({
    on: day.describe('Jour pour lequel tout est répondu'),
    place: shownPlace,
    status: coverageStatus,
    label: z.string().describe('Le statut en français'),
    sentence: z.string().describe('Le statut et les conventions qui le font, en une phrase'),
    lapsedOn: day.optional().describe('Dernier jour couvert, quand plus rien ne couvre ce lieu'),
    lapsedForDays: z.int().optional().describe('Jours écoulés depuis ce jour'),
    coveredAgainOn: day.optional().describe('Premier jour de la prochaine couverture, déjà signée par tous'),
    communes: z.object({
      total: count('Communes du lieu'),
      covered: count('Couvertes ce jour-là'),
      overlapping: count('Couvertes par plusieurs conventions à la fois'),
      signed: count('Signataires qui avaient signé ce jour-là'),
      lapsed: count('Qui ne sont plus couvertes'),
      never: count('Qui ne l’ont pas encore été'),
    }),
    uncovered: z
      .array(
        z.object({
          code: inseeCode,
          name: z.string(),
          lapsedOn: day.optional().describe('Dernier jour couvert'),
          coveredAgainOn: day.optional().describe('Premier jour de la prochaine couverture'),
        }),
      )
      .describe('Les communes de l’intercommunalité que rien ne couvre ce jour-là'),
    conventions: pageOf(placeConvention).describe(
      'Les conventions du lieu, la plus ancienne d’abord ; la suite à /coverage/conventions',
    ),
  }),
  async answer({ query, params, actor, readModel }) {
    const on = query.on ?? today(actor.cafId);
    const found = await placeOf(query, on, { actor, readModel });
    const { communes, ...place } = found;
    const known = await conventionsOf(found, actor, readModel);
    const { communes: each, ...coverage } = coverageOn(known.all, communes, on, known.spells);
    const none = each.filter(({ coveredBy }) => coveredBy.length === 0);
    const named = new Map(communes.map(({ code, name }) => [code, name]));
    const page = await listPlaceConventions.firstPage(
      { filters: query, params, settled: [on] },
      conventionsOn(found, known, on),
    );
    return {
      on,
      place,
      ...coverage,
      communes: {
        total: each.length,
        covered: each.length - none.length,
        overlapping: each.filter(({ status }) => status === 'overlapping').length,
        signed: each.filter(({ signed }) => signed).length,
        lapsed: none.filter(({ status }) => status === 'lapsed').length,
        never: none.filter(({ status }) => status === 'not-covered').length,
      },
      uncovered:
        place.kind === 'commune'
          ? []
          : none.map(({ commune: code, lapsedOn, coveredAgainOn }) => ({
              code,
              name: named.get(code) ?? code,
              ...(lapsedOn === undefined ? {} : { lapsedOn }),
              ...(coveredAgainOn === undefined ? {} : { coveredAgainOn }),
            })),
      conventions: page,
    };
  },
});
