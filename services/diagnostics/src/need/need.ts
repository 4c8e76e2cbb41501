import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { defineDecider, refused } from '@ctg/decider';

/** A need rests on so many pieces of evidence at most: its stream stays small, and its reader can look at them. */
export const mostEvidence = 500;

/** A need, as far as rules look at it. */
export interface Need {
  /** The ids of what it rests on; at most `mostEvidence`. */
  readonly evidence: Record<string, true>;
  pieces: number;
}

const resting = (need: Need, evidence: readonly { readonly id: string }[]): Need => {
  for (const { id } of evidence) need.evidence[id] = true;
  need.pieces += evidence.length;
  return need;
};

export const need = defineDecider<Need>()({
  category: 'diagnostics.need',
  events: [NeedIdentified, NeedSupported],
  begins: { [NeedIdentified.type]: ({ evidence }) => resting({ evidence: {}, pieces: 0 }, evidence) },
  steps: { [NeedSupported.type]: (state, { evidence }) => resting(state, evidence) },
});

/** @throws Rejection `too-much-evidence` */
export function assertFewEnough(pieces: number): void {
  if (pieces <= mostEvidence) return;
  throw refused({
    code: 'too-much-evidence',
    title: 'Ce besoin reposerait sur trop d’éléments pour que quelqu’un les lise.',
    expected: `${mostEvidence} éléments au plus`,
    found: String(pieces),
    advice: 'Gardez les plus parlants, ou identifiez plusieurs besoins.',
  });
}
