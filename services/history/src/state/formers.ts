import type { Actor } from '@ctg/access';
import { type SeenTables, visibleAmong } from '@ctg/web-service';
import type { Moment } from './facts-of-a-moment.js';
import type { FoldedFacts } from './folded-facts.js';
import { knownFacts } from './known-state.js';
import { resultsIn, takenIn } from './taken-over.js';

/** A convention of which another one has taken something over, as it was known at the same moment. */
export interface Former {
  readonly conventionId: string;
  readonly facts: FoldedFacts;
  /** Whether the reader may see it; else they read of it what was taken over, and nothing else. */
  readonly isSeen: boolean;
  readonly formers: readonly Former[];
}

/** The conventions of which this one has taken something over, with those of which they had. */
export async function formersOf(
  facts: FoldedFacts,
  moment: Moment,
  reader: { readonly actor: Actor; readonly readModel: SeenTables },
  followed: readonly string[] = [],
): Promise<readonly Former[]> {
  const path = [...followed, moment.conventionId];
  const all = [...takenIn(facts), ...resultsIn(facts)].map((one) => one.previousConventionId);
  const ids = [...new Set(all)].filter((id) => !path.includes(id));
  const visible = await visibleAmong(reader.actor, ids, reader.readModel);
  const formers: Former[] = [];
  for (const conventionId of ids) {
    const own = { ...moment, conventionId };
    const theirs = await knownFacts(reader.readModel, own);
    formers.push({
      conventionId,
      facts: theirs,
      isSeen: visible.has(conventionId),
      formers: await formersOf(theirs, own, reader, path),
    });
  }
  return formers;
}

/** Those that the reader may see. */
export const seenOf = (formers: readonly Former[]): readonly string[] =>
  formers.flatMap(({ conventionId, isSeen, formers: theirs }) => [
    ...(isSeen ? [conventionId] : []),
    ...seenOf(theirs),
  ]);
