import { type Amendment, type ConventionFacts, lifeOf } from '@ctg/convention';
import { notFound, refused } from '@ctg/decider';

/** An amendment that is on its way; one that all who are required have signed, or that was abandoned, no longer changes. */
export function amendmentUnderway(state: ConventionFacts, amendmentId: string | undefined): Amendment {
  const amendment = found(state, amendmentId);
  const { completedOn } = lifeOf(state).amendments.find((one) => one.amendment === amendment) ?? {};
  if (!amendment.abandoned && completedOn === undefined) return amendment;
  throw closed(amendment);
}

/**
 * An amendment that acts are recorded on: one that is signed by all waits still for receipts, for the deliberation of who
 * signed without one, and for those whose signature is not required.
 */
export function amendmentToSign(state: ConventionFacts, amendmentId: string | undefined): Amendment {
  const amendment = found(state, amendmentId);
  if (!amendment.abandoned) return amendment;
  throw closed(amendment);
}

function found(state: ConventionFacts, amendmentId: string | undefined): Amendment {
  const amendment = state.amendments[amendmentId ?? ''];
  if (!amendment) throw notFound('Avenant', amendmentId ?? '');
  return amendment;
}

const closed = ({ abandoned, title }: Amendment) =>
  refused({
    code: 'amendment-closed',
    title:
      abandoned === undefined
        ? 'Cet avenant est signé par tous les signataires requis.'
        : 'Cet avenant est abandonné.',
    found: title,
  });
