import type { Actor } from '@ctg/access';
import { type ConventionFacts, type PlacedCommune, perimeterOn, perimetersOf } from '@ctg/convention';
import { invalid, notFound, type ReadModelAccess } from '@ctg/decider';
import {
  type Geography,
  geography,
  geographyOfYear,
  type Vintage,
  vintageOf,
  vintages,
} from '@ctg/geography';
import { inseeCode, siren, uuid } from '@ctg/identifiers';
import { visibleTo } from '@ctg/web-service';
import { z } from 'zod';

/** A place is asked for by one of these. */
export const placeFilters = {
  commune: inseeCode.optional().describe('Code INSEE d’une commune'),
  epci: siren.optional().describe('SIREN d’une intercommunalité : les communes qu’elle a cette année-là'),
  territory: uuid.optional().describe('Convention dont le lieu est le périmètre ce jour-là'),
};

export interface AskedPlace {
  readonly commune?: string | undefined;
  readonly epci?: string | undefined;
  readonly territory?: string | undefined;
}

/** A place, with its communes. */
export interface Place {
  readonly kind: 'commune' | 'epci' | 'territory';
  readonly code: string;
  readonly name: string;
  /** The vintage of the geography in which it was found. */
  readonly vintage: number;
  readonly communes: readonly (PlacedCommune & { readonly name: string })[];
}

export const shownPlace = z.object({
  kind: z
    .enum(['commune', 'epci', 'territory'])
    .describe('commune (commune), epci (intercommunalité) ou territory (le périmètre d’une convention)'),
  code: z.string().describe('Code INSEE, SIREN, ou identifiant de la convention'),
  name: z.string(),
  vintage: z
    .int()
    .describe('Millésime de la géographie où le lieu est lu : celui du jour, ou le plus proche'),
});

/**
 * The place that is asked for: of the official geography as it was in the year of a day (where that of the year does not
 * know it, in the nearest year that does), or the perimeter that a convention has that day.
 * @throws Rejection `which-place`, `unknown-commune`, `unknown-epci`, `not-found`
 */
export async function placeOf(
  { commune, epci, territory }: AskedPlace,
  day: string,
  { actor, readModel }: { readonly actor: Actor; readonly readModel: ReadModelAccess },
): Promise<Place> {
  const asked = [commune, epci, territory].filter((one) => one !== undefined);
  if (asked.length !== 1) {
    throw invalid({
      code: 'which-place',
      title: 'De quel lieu s’agit-il ?',
      expected:
        'une commune (commune=59012), une intercommunalité (epci=200043404) ou le territoire d’une convention (territory)',
      found: asked.length === 0 ? 'aucun des trois' : asked.join(' et '),
    });
  }
  if (territory !== undefined) return territoryOf(territory, day, actor, readModel);
  return commune === undefined ? await ofEpci(epci ?? '', day) : await ofCommune(commune, day);
}

const yearOf = (day: string) => Number(day.slice(0, 4));

async function ofCommune(code: string, day: string): Promise<Place> {
  for await (const official of nearestFirst(yearOf(day))) {
    const found = official.commune(code);
    if (found)
      return {
        kind: 'commune',
        code,
        name: found.name,
        vintage: official.vintage,
        communes: [placed(official, code)],
      };
  }
  throw invalid({
    code: 'unknown-commune',
    title: geography(nearest(yearOf(day))).explain(code),
    expected: 'le code INSEE d’une commune',
    found: code,
    advice: 'Vérifiez le code (ce n’est pas le code postal).',
  });
}

async function ofEpci(code: string, day: string): Promise<Place> {
  for await (const official of nearestFirst(yearOf(day))) {
    const found = official.epci(code);
    if (found)
      return {
        kind: 'epci',
        code,
        name: found.name,
        vintage: official.vintage,
        communes: found.communes.map((one) => placed(official, one)),
      };
  }
  throw invalid({
    code: 'unknown-epci',
    title: 'Cette intercommunalité n’est dans aucun millésime connu.',
    expected: 'le SIREN d’une intercommunalité à fiscalité propre',
    found: code,
  });
}

/** The perimeter that a convention has on a day; before there is one, its first. */
async function territoryOf(
  conventionId: string,
  day: string,
  actor: Actor,
  readModel: ReadModelAccess,
): Promise<Place> {
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const [row] = await readModel.query<{ document: ConventionFacts }>(
    `SELECT c.document FROM convention c JOIN known_convention k USING (convention_id)
      WHERE c.convention_id = ${value(conventionId)} AND ${visibleTo(actor, value)}`,
    parameters,
  );
  const spans = row ? perimetersOf(row.document) : [];
  const territory = (perimeterOn(spans, day) ?? spans[0])?.territory;
  if (!territory) throw notFound('Convention', conventionId);
  const official = geographyOfYear(territory.cogVintage) ?? geography(nearest(territory.cogVintage));
  return {
    kind: 'territory',
    code: conventionId,
    name: territory.name,
    vintage: official.vintage,
    communes: territory.communes.map((code) => placed(official, code)),
  };
}

const placed = (official: Geography, code: string) => {
  const known = official.commune(code);
  return { code, name: known?.name ?? code, siren: known?.siren };
};

const newest = vintages[vintages.length - 1] ?? vintages[0];
const nearest = (year: number): Vintage => vintageOf(year) ?? (year < vintages[0] ? vintages[0] : newest);

/** Read one after the other, so that no file is opened that is not needed; others have their turn between two. */
async function* nearestFirst(year: number): AsyncGenerator<Geography> {
  const first = nearest(year);
  yield geography(first);
  const others = vintages.filter((vintage) => vintage !== first);
  for (const vintage of others.sort((one, other) => Math.abs(one - year) - Math.abs(other - year))) {
    await new Promise(setImmediate);
    yield geography(vintage);
  }
}
