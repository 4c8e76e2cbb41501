import { notFound, refused } from '@ctg/decider';
import type { Amendment, OpenConvention } from '../convention/convention.js';

/** An amendment that is on its way; one in effect or abandoned no longer changes. */
export function amendmentUnderway(state: OpenConvention, amendmentId: string | undefined): Amendment {
  const amendment = state.amendments[amendmentId ?? ''];
  if (!amendment) throw notFound('Avenant', amendmentId ?? '');
  if (amendment.status === 'proposed') return amendment;
  throw refused({
    code: 'amendment-closed',
    title:
      amendment.status === 'in-effect' ? 'Cet avenant est signé par tous.' : 'Cet avenant est abandonné.',
    found: amendment.title,
  });
}
