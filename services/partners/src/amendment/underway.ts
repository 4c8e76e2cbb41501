import { notFound, refused } from '@ctg/decider';
import type { Amendment, OpenConvention } from '../convention/convention.js';

/** An amendment that is on its way; one in effect or abandoned no longer changes. */
export function amendmentUnderway(state: OpenConvention, amendmentId: string | undefined): Amendment {
  const amendment = found(state, amendmentId);
  if (amendment.status === 'proposed') return amendment;
  throw closed(amendment);
}

/** An amendment that this organisation may still sign: one in effect waits for those whose signature is optional. */
export function amendmentToSign(
  state: OpenConvention,
  amendmentId: string | undefined,
  organisation: string | undefined,
): Amendment {
  const amendment = found(state, amendmentId);
  if (amendment.status === 'proposed') return amendment;
  const progress = amendment.signing.progress[organisation ?? ''];
  if (amendment.status === 'in-effect' && progress?.signatory.required === false) return amendment;
  throw closed(amendment);
}

function found(state: OpenConvention, amendmentId: string | undefined): Amendment {
  const amendment = state.amendments[amendmentId ?? ''];
  if (!amendment) throw notFound('Avenant', amendmentId ?? '');
  return amendment;
}

const closed = ({ status, title }: Amendment) =>
  refused({
    code: 'amendment-closed',
    title:
      status === 'in-effect'
        ? 'Cet avenant est signé par tous les signataires requis.'
        : 'Cet avenant est abandonné.',
    found: title,
  });
