import { refused } from '@ctg/decider';

/** A need rests on so many pieces of evidence at most: its stream stays small, and its reader can look at them. */
export const mostEvidence = 500;

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
