import type { Actor } from '@ctg/access';
import type { ConventionFacts } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';
import type { Place } from './place.js';

/** The condition that a convention ever had a commune of the place. */
export const everOf = ({ communes }: Place, value: (parameter: unknown) => string): string =>
  `c.communes && ${value(communes.map(({ code }) => code))}::text[]`;

/** All conventions that ever had a commune of the place, among those that this person may see: a few in a decade. */
export async function conventionsOf(
  place: Place,
  actor: Actor,
  readModel: ReadModelAccess,
): Promise<readonly ConventionFacts[]> {
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const rows = await readModel.query<{ document: ConventionFacts }>(
    `SELECT c.document FROM convention c JOIN known_convention k USING (convention_id, caf_id)
      WHERE ${visibleTo(actor, value)} AND ${everOf(place, value)}
      ORDER BY c.document->>'effectOn', c.convention_id`,
    parameters,
  );
  return rows.map(({ document }) => document);
}
