import { frenchDay } from '@ctg/calendar';
import { notFound, refused } from '@ctg/decider';
import type { LivingConvention, OpenConvention, PreparedConvention } from './convention.js';

type Convention = OpenConvention | undefined;

/** The convention, or the sentence that there is none. */
export function opened(state: Convention): OpenConvention {
  if (!state) throw notFound('Convention', 'inconnue');
  return state;
}

/** A convention that still lives. */
export function alive(state: Convention): LivingConvention {
  const convention = opened(state);
  if (convention.phase !== 'ended') return convention;
  throw refused({
    code: 'convention-ended',
    title: 'Cette convention est terminée.',
    found: `fin le ${frenchDay(convention.ending.endedOn)}`,
    advice: 'Pour continuer, ouvrez une nouvelle convention liée à celle-ci.',
  });
}

/** A convention that can still be changed without an amendment. */
export function beforeAllSigned(state: Convention): PreparedConvention {
  const convention = alive(state);
  if (convention.phase === 'preparing') return convention;
  throw refused({
    code: 'signed-by-all',
    title: 'La convention est signée par tous : elle ne change plus que par avenant.',
    found: `signée le ${frenchDay(convention.completedOn)}`,
    advice: 'Proposez un avenant.',
  });
}
