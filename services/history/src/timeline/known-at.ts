import { endOfDay, isDay } from '@ctg/calendar';
import type { ReadModelAccess } from '@ctg/decider';
import { z } from 'zod';

const offset = z.iso.datetime({ offset: true });

/** Of the years that days have: any other is written with a sign, and no longer compares as text. */
const isInstant = (asked: string): boolean =>
  offset.safeParse(asked).success && isDay(new Date(asked).toISOString().slice(0, 10));

/** A moment of recording, as it is asked for: an instant, or a day of the Caf to its end. */
export const knownAt = z
  .string()
  .refine(
    (asked) => isDay(asked) || isInstant(asked),
    'Un jour (2026-06-01 : jusqu’à sa fin, à l’heure de la Caf) ou un instant avec son fuseau (2026-06-01T00:00:00Z) attendu, de 1900 à 2100',
  )
  .meta({ format: 'moment' })
  .optional()
  .describe(
    'Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout',
  );

/** The Caf of a convention: its days are meant. */
export async function cafOf(readModel: ReadModelAccess, conventionId: string): Promise<string | undefined> {
  const [known] = await readModel.query<{ cafId: string }>(
    'SELECT caf_id AS "cafId" FROM known_convention WHERE convention_id = $1',
    [conventionId],
  );
  return known?.cafId;
}

/** What was asked, as events carry an instant, so that text compares as time does. */
export const instantOf = (asked: string, cafId: string | undefined): string =>
  (isDay(asked) ? endOfDay(cafId, asked) : new Date(asked)).toISOString();

/** The instant that is asked for of a convention; undefined: everything that is known. */
export async function knownInstant(
  readModel: ReadModelAccess,
  conventionId: string,
  asked: string | undefined,
): Promise<string | undefined> {
  return asked === undefined ? undefined : instantOf(asked, await cafOf(readModel, conventionId));
}
