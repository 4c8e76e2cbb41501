import { lifeOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import { awaitedOf } from './awaited-signatures.js';

/**
 * The organisations whose deliberation or signature is missing on a day: of the convention, and of each amendment that is
 * on its way. Who joined by an amendment signs that one; who has left signs no more.
 */
export function lateOn(facts: ConventionFacts, day: string): ReadonlySet<string> {
  const left = new Set(
    Object.entries(facts.departures).flatMap(([organisation, { leavesOn }]) =>
      leavesOn < day ? [organisation] : [],
    ),
  );
  const life = lifeOf(facts);
  const processes = [
    facts.signing,
    ...life.amendments
      .filter(
        ({ amendment: { proposedOn, abandoned } }) =>
          proposedOn <= day && !(abandoned && abandoned.on <= day),
      )
      .map(({ amendment }) => amendment.signing),
  ];
  return new Set(
    processes.flatMap((process) =>
      awaitedOf(process, day, left)
        .filter(({ what }) => what !== 'receipt')
        .map(({ organisation }) => organisation),
    ),
  );
}
