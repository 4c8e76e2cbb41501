import { frenchDay } from '@ctg/calendar';
import { PerimeterChanged } from '@ctg/contracts/partners';
import { type ConventionFacts, convention, type Territory } from '@ctg/convention';
import { alreadyThere, defineCommand, happenedOn, invalid, isRecorded, pastDay } from '@ctg/decider';
import {
  assertCommunes,
  assertKnownVintage,
  type Geography,
  geographyOfYear,
  vintageOf,
  vintages,
  vintagesInWords,
  warnOfVintage,
} from '@ctg/geography';
import { inseeCode, siren, title } from '@ctg/identifiers';
import { z } from 'zod';
import type { Said } from '../signing/signatory.js';
import { beforeAllSigned } from './opened.js';

/** A perimeter as it is asked for. */
export const territoryBody = z.strictObject({
  name: title.describe('Nom du territoire'),
  cogVintage: z.int().describe(`Millésime du code officiel géographique : ${vintagesInWords}`),
  communes: z.array(inseeCode).min(1).max(400).describe('Codes INSEE des communes du périmètre'),
  epci: z
    .array(siren)
    .max(20)
    .default([])
    .describe('SIREN des intercommunalités concernées (aucune, une ou plusieurs)'),
});

/** The newest geography there is. */
export const newestVintage = vintages[vintages.length - 1] ?? 2026;

/** So many years before a convention takes effect its territory may have been drawn. */
const yearsOfPreparation = 2;

/** Communes are those of the years of the convention: a vintage of long before or after is a slip of the pen. */
export function assertVintageOf(cogVintage: number, { effectOn, endsOn }: Term): void {
  const first = Number(effectOn.slice(0, 4)) - yearsOfPreparation;
  const last = Number(endsOn.slice(0, 4));
  // What lies wholly before or after all that is known takes what is nearest.
  const nearest = first > newestVintage ? newestVintage : vintages[0];
  const known = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(vintageOf);
  const expected = known.length > 0 ? known : [nearest];
  if (expected.includes(cogVintage)) return;
  throw invalid({
    code: 'vintage-of-another-time',
    title: 'Ce millésime n’est pas celui des années de la convention.',
    expected: expected.join(', '),
    found: String(cogVintage),
    advice: `Le périmètre vaut du ${frenchDay(effectOn)} au ${frenchDay(endsOn)}.`,
  });
}

type Term = Pick<ConventionFacts, 'effectOn' | 'endsOn'>;

/** Communes exist in that vintage, none is named twice, EPCI exist. A perimeter is a set of communes, never "an EPCI". */
export function assertTerritory(territory: Territory, term: Term): void {
  const official = assertKnownVintage(territory.cogVintage);
  assertCommunesOnce(territory.communes, official);
  assertEpcis(territory.epci, official);
  // Which commune to name instead says more than that the year is another.
  assertStillThere(territory.communes, official, term.effectOn);
  assertVintageOf(territory.cogVintage, term);
  const then = laterGeography(official, term.effectOn);
  if (then) assertEpcis(territory.epci, then);
}

function assertEpcis(codes: readonly string[], official: Geography): void {
  const unknown = codes.find((code) => !official.epci(code));
  if (unknown === undefined) return;
  throw invalid({
    code: 'unknown-epci',
    title: `Cette intercommunalité n’existe pas en ${official.vintage}.`,
    expected:
      'le SIREN d’une intercommunalité à fiscalité propre, ou d’un établissement public territorial du Grand Paris',
    found: unknown,
  });
}

/** The geography of the year of a day, as far as it is known, where it is a later one. */
function laterGeography(official: Geography, day: string): Geography | undefined {
  const then = geographyOfYear(Math.min(Number(day.slice(0, 4)), newestVintage));
  return then && then.vintage > official.vintage ? then : undefined;
}

/**
 * What was a commune when the territory was drawn is still one on the day from which it counts.
 * @throws Rejection `commune-merged`, which names the commune that it belongs to now
 */
export function assertStillThere(codes: readonly string[], official: Geography, effectOn: string): void {
  const then = laterGeography(official, effectOn);
  const gone = then && codes.find((code) => !then.commune(code));
  if (!then || gone === undefined) return;
  const successor = then.successor(gone);
  throw invalid({
    code: 'commune-merged',
    title: then.explain(gone),
    expected: successor ? `${successor.name} (${successor.code})` : `une commune de ${then.vintage}`,
    found: `${official.commune(gone)?.name ?? ''} (${gone}), commune de ${official.vintage}`,
    advice: `Le périmètre vaut à partir du ${frenchDay(effectOn)} : donnez le code de cette commune-là et le millésime ${then.vintage}.`,
  });
}

/** Each code is a commune of the vintage, and is there once. @throws Rejection 422 `unknown-commune`, `commune-twice` */
export function assertCommunesOnce(codes: readonly string[], official: Geography): void {
  assertCommunes(codes, official);
  const double = codes.find((code, index) => codes.indexOf(code) !== index);
  if (double !== undefined) {
    throw invalid({ code: 'commune-twice', title: 'Une commune est citée deux fois.', found: double });
  }
}

/**
 * The year in which the places are read, where it is not the one that is said; and what is seldom meant: a commune of a département where few of the others are, or of none of the intercommunalités that
 * are named. Two EPCI, communes of two départements and communes without EPCI are seen in real conventions.
 * @param looked those that are new among them; default: all
 */
export function warnOfPlaces(
  { cogVintage, communes, epci }: Territory,
  warn: Said['warn'],
  looked = communes,
): void {
  const official = assertKnownVintage(cogVintage);
  warnOfVintage(cogVintage, warn);
  const said = (code: string) => `${official.commune(code)?.name ?? code} (${code})`;
  const most = mostFrequent(communes.map((code) => official.commune(code)?.departement ?? ''));
  const abroad = looked.filter((code) => official.commune(code)?.departement !== most);
  if (abroad.length > 0)
    warn(
      'commune-of-another-departement',
      `Hors du département ${official.departement(most)?.name ?? most} : ${some(abroad.map(said))}.`,
    );
  if (epci.length === 0) return;
  const inside = new Set(epci.flatMap((code) => official.epci(code)?.communes ?? []));
  const outside = looked.filter((code) => !inside.has(code));
  if (outside.length > 0)
    warn('commune-outside-epci', `Dans aucune des intercommunalités citées : ${some(outside.map(said))}.`);
}

const mostFrequent = (values: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
};

/** A few, and how many more. */
const some = (words: readonly string[]): string =>
  words.length <= 3 ? words.join(', ') : `${words.slice(0, 3).join(', ')} et ${words.length - 3} autres`;

export const changePerimeter = defineCommand({
  name: 'partners.change-perimeter',
  title: 'Corriger le périmètre avant la signature',
  description:
    'Nouvelle version du périmètre ; l’ancienne reste dans l’histoire. Après signature par tous : un avenant.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/perimeter',
  body: z.strictObject({
    territory: territoryBody.describe('Nouveau périmètre, en entier'),
    changedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { territory, changedOn }, warn }, state) {
    const facts = beforeAllSigned(state);
    assertTerritory(territory, facts);
    warnOfPlaces(territory, warn);
    const current = facts.perimeters.at(-1);
    if (current && isRecorded({ territory }, current)) {
      return alreadyThere({ territory, changedOn: current.from });
    }
    return [PerimeterChanged({ version: (current?.version ?? 0) + 1, territory }, happenedOn(changedOn))];
  },
});
