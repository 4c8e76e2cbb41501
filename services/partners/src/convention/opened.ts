import { frenchDay } from '@ctg/calendar';
import { type ConventionFacts, lifeOf } from '@ctg/convention';
import { notFound, refused } from '@ctg/decider';

type Convention = ConventionFacts | undefined;

/** The convention, or the sentence that there is none. */
export function opened(state: Convention): ConventionFacts {
  if (!state) throw notFound('Convention', 'inconnue');
  return state;
}

/** A convention that still lives. */
export function alive(state: Convention): ConventionFacts {
  const convention = opened(state);
  if (!convention.ending) return convention;
  throw refused({
    code: 'convention-ended',
    title: 'Cette convention est terminée.',
    found: `fin le ${frenchDay(convention.ending.endedOn)}`,
    advice: 'Pour continuer, ouvrez une nouvelle convention liée à celle-ci.',
  });
}

/** A convention that can still be changed without an amendment. */
export function beforeAllSigned(state: Convention): ConventionFacts {
  const convention = alive(state);
  const { completedOn } = lifeOf(convention);
  if (completedOn === undefined) return convention;
  throw refused({
    code: 'signed-by-all',
    title: 'La convention est signée par tous : elle ne change plus que par avenant.',
    found: `signée le ${frenchDay(completedOn)}`,
    advice: 'Proposez un avenant.',
  });
}
