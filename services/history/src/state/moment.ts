import { day, today } from '@ctg/calendar';
import type { ReadModelAccess } from '@ctg/decider';
import type { Place } from '@ctg/web-service';
import { cafOf, instantOf, knownAt } from '../timeline/known-at.js';
import { knownBy, type Moment } from './known-state.js';

/** A moment is asked for by its two axes: the day of the world, and what was known by when. */
export const when = {
  effectiveAt: day.optional().describe('En vigueur ce jour-là ; par défaut aujourd’hui'),
  knownAt,
};

interface Asked {
  readonly effectiveAt?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** The moment that is asked for; where nothing is said, today as the last recorded position has it. */
export async function momentAsked(
  readModel: ReadModelAccess,
  conventionId: string,
  asked: Asked,
): Promise<Moment> {
  const cafId = await cafOf(readModel, conventionId);
  const instant = asked.knownAt === undefined ? undefined : instantOf(asked.knownAt, cafId);
  const known = await knownBy(readModel, conventionId, instant);
  const nothing = { upTo: '', knownAt: instant ?? new Date(0).toISOString() };
  const effectiveAt = asked.effectiveAt ?? today(cafId);
  return { conventionId, effectiveAt, ...(known ?? nothing) };
}

/** The moment of the page before. */
export const momentOf = (
  conventionId: string,
  [upTo = '', effectiveAt = '', knownAt = '']: Place,
): Moment => ({
  conventionId,
  effectiveAt,
  knownAt,
  upTo,
});
