import { type Amendment, type ConventionFacts, signedByAllOn } from '@ctg/convention';
import { notFound, refused } from '@ctg/decider';

/** An amendment that is on its way; one in effect or abandoned no longer changes. */
export function amendmentUnderway(state: ConventionFacts, amendmentId: string | undefined): Amendment {
  const amendment = found(state, amendmentId);
  if (isUnderway(amendment)) return amendment;
  throw closed(amendment);
}

/** An amendment that this organisation may still sign: one in effect waits for those whose signature is optional. */
export function amendmentToSign(
  state: ConventionFacts,
  amendmentId: string | undefined,
  organisation: string | undefined,
): Amendment {
  const amendment = found(state, amendmentId);
  if (isUnderway(amendment)) return amendment;
  const progress = amendment.signing.progress[organisation ?? ''];
  if (!amendment.abandoned && progress?.signatory.required === false) return amendment;
  throw closed(amendment);
}

function found(state: ConventionFacts, amendmentId: string | undefined): Amendment {
  const amendment = state.amendments[amendmentId ?? ''];
  if (!amendment) throw notFound('Avenant', amendmentId ?? '');
  return amendment;
}

const isUnderway = ({ abandoned, signing }: Amendment) => !abandoned && signedByAllOn(signing) === undefined;

const closed = ({ abandoned, title }: Amendment) =>
  refused({
    code: 'amendment-closed',
    title:
      abandoned === undefined
        ? 'Cet avenant est signé par tous les signataires requis.'
        : 'Cet avenant est abandonné.',
    found: title,
  });
