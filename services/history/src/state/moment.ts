import { conventionRoles } from '@ctg/access';
import { day, isDay, today } from '@ctg/calendar';
import type { ReadModelAccess, RouteParams } from '@ctg/decider';
import { numberText, type Place, type PlaceText } from '@ctg/web-service';
import { z } from 'zod';
import { names } from '../names/name-row.js';
import { cafOf, instantOf, knownAt } from '../timeline/known-at.js';
import { timeline } from '../timeline/timeline-row.js';
import type { Moment } from './facts-of-a-moment.js';
import { lastKnownBy } from './known-state.js';

/** A moment is asked for by its two axes: the day of the world, and what was known by when. */
export const when = {
  effectiveAt: day.optional().describe('Situation de ce jour-là ; par défaut aujourd’hui'),
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
  const upTo = await lastKnownBy(readModel, conventionId, instant);
  return { conventionId, effectiveAt: asked.effectiveAt ?? today(cafId), upTo, knownAt: instant ?? '' };
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

const instant = z.iso.datetime();
/** A moment as a cursor carries it: up to which position, on which day, as known when. */
export const momentTexts: readonly PlaceText[] = [
  (upTo) => /^\d{0,19}$/.test(upTo),
  isDay,
  (knownAt) => knownAt === '' || instant.safeParse(knownAt).success,
];

/** What every list of a moment is settled by: its first page says the moment, a place in it is how many were shown. */
export const ofAMoment = {
  roles: conventionRoles,
  reads: [timeline, names],
  settles: momentTexts,
  places: [numberText],
  async settle({ query, params, readModel }: AskedOfAMoment): Promise<readonly string[]> {
    const { upTo, effectiveAt, knownAt } = await momentAsked(readModel, params.conventionId ?? '', query);
    return [upTo, effectiveAt, knownAt];
  },
};

interface AskedOfAMoment {
  readonly query: Asked;
  readonly params: RouteParams;
  readonly readModel: ReadModelAccess;
}
