import type { Action } from '@ctg/convention/plan';
import { refused } from '@ctg/decider';

/**
 * An action is ready when it is carried by a pilot, described, financed (or its financing is said to be « à définir »)
 * and can be evaluated. Returns what is missing, in French; an indicator that is only drafted counts.
 */
export function missingToBeReady({
  roles,
  context,
  description,
  means,
  indicators,
}: Omit<Action, 'adoptions'>): string[] {
  const hasPilot = roles.some(({ role, endedOn }) => role === 'pilot' && endedOn === undefined);
  return [
    ...(hasPilot ? [] : ['un pilote']),
    ...(context !== undefined || description !== undefined
      ? []
      : ['une description (context ou description)']),
    ...(means.length > 0 ? [] : ['des moyens prévus, au besoin « à définir »']),
    ...(indicators.length > 0 ? [] : ['un indicateur']),
  ];
}

/** @throws Rejection `not-ready`, with everything that is missing */
export function assertReady(action: Action): void {
  const missing = missingToBeReady(action);
  if (missing.length === 0) return;
  throw refused({
    code: 'not-ready',
    title: 'Cette action n’est pas prête.',
    expected: 'un pilote, une description, des moyens prévus, un indicateur',
    found: `il manque ${missing.join(', ')}`,
    advice: 'Complétez la fiche, puis recommencez.',
  });
}
