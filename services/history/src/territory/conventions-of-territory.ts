import type { Actor } from '@ctg/access';
import { type ConventionFacts, perimeterOn, perimetersOf, situationOn } from '@ctg/convention';
import { invalid, notFound, type ReadModelAccess } from '@ctg/decider';
import { geography, geographyOfYear, vintages } from '@ctg/geography';
import { inseeCode, siren, uuid } from '@ctg/identifiers';
import { visibleTo } from '@ctg/web-service';

/** A territory is asked for by one of these. */
export const territoryFilters = {
  convention: uuid.optional().describe('Une seule convention'),
  commune: inseeCode.optional().describe('Les conventions de cette commune'),
  epci: siren.optional().describe('Les conventions des communes que cette intercommunalité a cette année-là'),
};

interface AskedTerritory {
  readonly convention?: string | undefined;
  readonly commune?: string | undefined;
  readonly epci?: string | undefined;
}

/** So many conventions are looked at together. */
const mostConventions = 50;

/**
 * The conventions that may be of a territory, among those that this person may see; the facts of each say whether it is,
 * on a day (`isOfTerritory`).
 * @throws Rejection `which-territory`, `unknown-commune`, `unknown-epci`, `too-many-conventions`, `not-found`
 */
export async function conventionsOfTerritory(
  asked: AskedTerritory,
  day: string,
  { actor, readModel }: { readonly actor: Actor; readonly readModel: ReadModelAccess },
): Promise<readonly string[]> {
  const { convention } = asked;
  const given = [asked.convention, asked.commune, asked.epci].filter((one) => one !== undefined);
  if (given.length !== 1)
    throw invalid({
      code: 'which-territory',
      title: 'De quel territoire s’agit-il ?',
      expected:
        'une convention (convention=…), une commune (commune=59012) ou une intercommunalité (epci=200043404)',
      found: given.length === 0 ? 'aucun des trois' : given.join(' et '),
    });
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const where =
    convention === undefined
      ? `k.convention_id IN (
           SELECT t.convention_id FROM territory_commune t WHERE t.commune = ANY (${value(communesOf(asked, day))}::text[])
             ${actor.cafId === undefined ? '' : `AND t.caf_id = ${value(actor.cafId)}`})`
      : `k.convention_id = ${value(convention)}`;
  const rows = await readModel.query<{ id: string }>(
    `SELECT k.convention_id AS id FROM known_convention k
      WHERE ${visibleTo(actor, value)} AND ${where}
      ORDER BY k.title_folded, k.convention_id LIMIT ${mostConventions + 1}`,
    parameters,
  );
  if (convention !== undefined && rows.length === 0) throw notFound('Convention', convention);
  if (rows.length > mostConventions)
    throw invalid({
      code: 'too-many-conventions',
      title: 'Trop de conventions se partagent ce territoire pour une seule vue.',
      expected: `${mostConventions} conventions au plus`,
      found: `plus de ${mostConventions}`,
      advice: 'Demandez une commune, ou une convention.',
    });
  return rows.map(({ id }) => id);
}

/**
 * The communes of the place: an EPCI has those of the year of the day, or of the nearest year that knows it.
 * @throws Rejection `unknown-commune`, `unknown-epci`: no year knows it
 */
export function communesOf({ commune, epci }: AskedTerritory, day: string): readonly string[] {
  const year = Number(day.slice(0, 4));
  const nearest = [...vintages].sort((one, other) => Math.abs(one - year) - Math.abs(other - year));
  const years = [geographyOfYear(year), ...nearest.map(geography)].filter((one) => one !== undefined);
  if (commune !== undefined) {
    if (years.some((one) => one.commune(commune))) return [commune];
    throw invalid({
      code: 'unknown-commune',
      title: years[0]?.explain(commune) ?? 'Cette commune n’est dans aucun millésime connu.',
      expected: 'le code INSEE d’une commune',
      found: commune,
      advice: 'Vérifiez le code (ce n’est pas le code postal).',
    });
  }
  const known = years.find((one) => one.epci(epci ?? ''))?.epci(epci ?? '');
  if (!known)
    throw invalid({
      code: 'unknown-epci',
      title: 'Cette intercommunalité n’est dans aucun millésime connu.',
      expected: 'le SIREN d’une intercommunalité à fiscalité propre',
      found: epci ?? '',
    });
  return known.communes;
}

/** True when a convention that was opened and has not ended has one of these communes on a day. */
export function isOfTerritory(
  facts: ConventionFacts | undefined,
  day: string,
  communes: readonly string[],
): boolean {
  if (!facts) return false;
  const { status, lapsedForDays } = situationOn(facts, day);
  if (status === 'not-open' || lapsedForDays !== undefined) return false;
  const inside = new Set(perimeterOn(perimetersOf(facts), day)?.territory.communes ?? []);
  return communes.some((code) => inside.has(code));
}
