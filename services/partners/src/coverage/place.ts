import type { PlacedCommune } from '@ctg/convention';
import { invalid } from '@ctg/decider';
import { type Geography, geography, type Vintage, vintageOf, vintages } from '@ctg/geography';
import { inseeCode, siren } from '@ctg/identifiers';
import { z } from 'zod';

/** A place is asked for by one of these, never by both. */
export const placeFilters = {
  commune: inseeCode.optional().describe('Code INSEE d’une commune'),
  epci: siren.optional().describe('SIREN d’une intercommunalité : les communes qu’elle a cette année-là'),
};

export interface AskedPlace {
  readonly commune?: string | undefined;
  readonly epci?: string | undefined;
}

/** A place of the official geography, with its communes. */
export interface Place {
  readonly kind: 'commune' | 'epci';
  readonly code: string;
  readonly name: string;
  /** The vintage of the geography in which it was found. */
  readonly vintage: number;
  readonly communes: readonly (PlacedCommune & { readonly name: string })[];
}

export const shownPlace = z.object({
  kind: z.enum(['commune', 'epci']),
  code: z.string().describe('Code INSEE ou SIREN'),
  name: z.string(),
  vintage: z
    .int()
    .describe('Millésime de la géographie où le lieu est lu : celui du jour, ou le plus proche'),
});

/**
 * The place that is asked for, as it was in the year of a day; where the geography of that year does not know it, as it
 * was in the nearest year that does.
 * @throws Rejection `which-place`, `unknown-commune`, `unknown-epci`
 */
export function placeOf({ commune, epci }: AskedPlace, day: string): Place {
  const year = Number(day.slice(0, 4));
  if ((commune === undefined) === (epci === undefined)) {
    throw invalid({
      code: 'which-place',
      title: 'De quel lieu s’agit-il ?',
      expected: 'une commune (commune=59012) ou une intercommunalité (epci=200043404)',
      found: commune === undefined ? 'aucun des deux' : 'les deux',
    });
  }
  for (const official of nearestFirst(year)) {
    const found = commune === undefined ? ofEpci(official, epci ?? '') : ofCommune(official, commune);
    if (found) return { ...found, vintage: official.vintage };
  }
  if (commune !== undefined) {
    throw invalid({
      code: 'unknown-commune',
      title: geography(nearest(year)).explain(commune),
      expected: 'le code INSEE d’une commune',
      found: commune,
      advice: 'Vérifiez le code (ce n’est pas le code postal).',
    });
  }
  throw invalid({
    code: 'unknown-epci',
    title: 'Cette intercommunalité n’est dans aucun millésime connu.',
    expected: 'le SIREN d’une intercommunalité à fiscalité propre',
    found: epci ?? '',
  });
}

const placed = (official: Geography, code: string) => {
  const known = official.commune(code);
  return { code, name: known?.name ?? code, siren: known?.siren };
};

function ofCommune(official: Geography, code: string): Omit<Place, 'vintage'> | undefined {
  const found = official.commune(code);
  return found && { kind: 'commune', code, name: found.name, communes: [placed(official, code)] };
}

function ofEpci(official: Geography, code: string): Omit<Place, 'vintage'> | undefined {
  const found = official.epci(code);
  return (
    found && {
      kind: 'epci',
      code,
      name: found.name,
      communes: found.communes.map((one) => placed(official, one)),
    }
  );
}

const newest = vintages[vintages.length - 1] ?? vintages[0];
const nearest = (year: number): Vintage => vintageOf(year) ?? (year < vintages[0] ? vintages[0] : newest);

/** Read one after the other, so that no file is opened that is not needed. */
function* nearestFirst(year: number): Generator<Geography> {
  const first = nearest(year);
  yield geography(first);
  const others = vintages.filter((vintage) => vintage !== first);
  for (const vintage of others.sort((one, other) => Math.abs(one - year) - Math.abs(other - year)))
    yield geography(vintage);
}
