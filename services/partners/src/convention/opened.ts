import { frenchDay } from '@ctg/calendar';
import { notFound, refused } from '@ctg/decider';
import type { Convention, OpenConvention } from './convention.js';

/** The convention, or the sentence that there is none. */
export function opened(state: Convention): OpenConvention {
  if (state.phase === 'unopened') throw notFound('Convention', 'inconnue');
  return state;
}

/** A convention that still lives. */
export function alive(state: Convention): OpenConvention {
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
export function beforeAllSigned(state: Convention): OpenConvention {
  const convention = alive(state);
  if (convention.phase === 'preparing') return convention;
  throw refused({
    code: 'signed-by-all',
    title: 'La convention est signée par tous : elle ne change plus que par avenant.',
    found: `signée le ${frenchDay(convention.completedOn ?? '')}`,
    advice: 'Proposez un avenant.',
  });
}
