import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { defineDecider, refused } from '@ctg/decider';

/** A need rests on so many pieces of evidence at most: its stream stays small, and its reader can look at them. */
export const mostEvidence = 500;

/** A need, as far as rules look at it. */
export interface Need {
  /** By the id of what it rests on: since when it does; at most `mostEvidence`. */
  readonly evidence: Record<string, string>;
  pieces: number;
}

const resting = (need: Need, evidence: readonly { readonly id: string }[], since: string): Need => {
  for (const { id } of evidence) need.evidence[id] = since;
  need.pieces += evidence.length;
  return need;
};

export const need = defineDecider<Need>()({
  category: 'diagnostics.need',
  events: [NeedIdentified, NeedSupported],
  begins: {
    [NeedIdentified.type]: ({ evidence }, { occurredOn }) =>
      resting({ evidence: {}, pieces: 0 }, evidence, occurredOn),
  },
  steps: {
    [NeedSupported.type]: (state, { evidence }, { occurredOn }) => resting(state, evidence, occurredOn),
  },
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
