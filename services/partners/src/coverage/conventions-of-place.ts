import type { Actor } from '@ctg/access';
import {
  type ConventionFacts,
  type Followed,
  followed,
  type SpellsOfCommune,
  spellsByCommune,
} from '@ctg/convention';
import { type ReadModelAccess, refused } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';
import type { Place } from './place.js';

/** A place has had a few conventions in a decade; of one that has had more than these its parts are asked for. */
const mostConventions = 100;
/** So many are read at once: what a statement answers is parsed in one go. */
const atOnce = 20;

/** A convention of a place, with what follows from its facts. */
export interface ConventionOfPlace extends Followed {
  readonly cafId: string;
}

/** The conventions that a place has ever had, among those that a person may see, the oldest first. */
export interface ConventionsOfPlace {
  readonly all: readonly ConventionOfPlace[];
  readonly spells: ReadonlyMap<string, SpellsOfCommune>;
}

/**
 * All conventions that ever had a commune of the place: read and followed once, for everything that is told of it.
 * @throws Rejection `too-many-conventions`
 */
export async function conventionsOf(
  { communes }: Place,
  actor: Actor,
  readModel: ReadModelAccess,
): Promise<ConventionsOfPlace> {
  const codes = communes.map(({ code }) => code);
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const found = await readModel.query<{ id: string }>(
    `SELECT c.convention_id AS id FROM convention c JOIN known_convention k USING (convention_id, caf_id)
      WHERE ${visibleTo(actor, value)} AND c.convention_id IN (
        SELECT l.convention_id FROM convention_commune l WHERE l.commune = ANY (${value(codes)}::text[])
          ${actor.cafId === undefined ? '' : `AND l.caf_id = ${value(actor.cafId)}`})
      ORDER BY c.effect_on COLLATE "C", c.convention_id COLLATE "C" LIMIT ${mostConventions + 1}`,
    parameters,
  );
  if (found.length > mostConventions) {
    throw refused({
      code: 'too-many-conventions',
      title: 'Ce lieu a eu trop de conventions pour une seule réponse.',
      expected: `au plus ${mostConventions}`,
      found: `plus de ${mostConventions}`,
      advice: 'Demandez ses communes une à une.',
    });
  }
  const all: ConventionOfPlace[] = [];
  for (let from = 0; from < found.length; from += atOnce) {
    const rows = await readModel.query<{ document: ConventionFacts; cafId: string }>(
      `SELECT document, caf_id AS "cafId" FROM convention WHERE convention_id = ANY ($1)
        ORDER BY effect_on COLLATE "C", convention_id COLLATE "C"`,
      [found.slice(from, from + atOnce).map(({ id }) => id)],
    );
    for (const { document, cafId } of rows) {
      all.push({ ...followed(document), cafId });
      // Others have their turn.
      await new Promise(setImmediate);
    }
  }
  return { all, spells: spellsByCommune(all, codes) };
}
