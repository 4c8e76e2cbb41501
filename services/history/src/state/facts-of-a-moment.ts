import { setImmediate as breathe } from 'node:timers/promises';
import { noCorrections, type PublishedEvent } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import { type ReadModelAccess, Turns } from '@ctg/decider';
import { idsIn } from '../names/names.js';
import { isSetAside } from '../timeline/timeline-row.js';
import { type FoldedFacts, foldedInSteps } from './folded-facts.js';
import { inSteps } from './in-steps.js';

/** What is asked: the state of a convention on a day, as known once everything up to a position was recorded. */
export interface Moment {
  readonly conventionId: string;
  readonly effectiveAt: string;
  /** 19 digits; empty: nothing was recorded. */
  readonly upTo: string;
  /** Of all that, what is known since then or before (docs/decisions/0006); empty: all of it. */
  readonly knownAt: string;
}

/** Facts, and by when they were known. */
export interface KnownFacts extends FoldedFacts {
  /** As it was asked for, or the latest of theirs. */
  readonly knownAt: string;
}

const pageSize = 1_000;

/** What a moment is made of. */
export interface FactsOfAMoment {
  readonly facts: KnownFacts;
  /** Organisations, employers of officers, bodies, axes, objectives: a state calls them by their names. */
  readonly structure: ReadonlySet<string>;
  /** How many events were folded. */
  readonly events: number;
}

/** Reads and folds them; the event loop goes on meanwhile. */
export async function factsOfAMoment(readModel: ReadModelAccess, moment: Moment): Promise<FactsOfAMoment> {
  const { recorded, latest } = await recordedUpTo(readModel, moment);
  const holding = await inSteps(foldedInSteps(recorded, moment.effectiveAt, moment.conventionId));
  const facts = { ...holding, knownAt: moment.knownAt || latest };
  return { facts, structure: await structureOf(recorded), events: recorded.length };
}

/** Everything that was recorded by a moment, as it holds by the corrections that were recorded by then. */
async function recordedUpTo(
  readModel: ReadModelAccess,
  { conventionId, upTo, knownAt }: Moment,
): Promise<{ readonly recorded: readonly PublishedEvent[]; readonly latest: string }> {
  const recorded: PublishedEvent[] = [];
  const corrections = noCorrections();
  let latest = new Date(0).toISOString();
  for (let after = ''; ; ) {
    const rows = await readModel.query<{ event: PublishedEvent; key: string; since: string }>(
      `SELECT event, key, recorded_at AS since FROM timeline_entry
        WHERE convention_id = $1 AND key > $2 AND position <= $3 AND ($4 = '' OR recorded_at <= $4)
        ORDER BY key LIMIT ${pageSize}`,
      [conventionId, after, upTo, knownAt],
    );
    for (const { event, since } of rows) {
      if (since > latest) latest = since;
      if (isSetAside(event)) continue;
      corrections.note(event);
      recorded.push(withoutSmallGroups(event));
    }
    if (rows.length < pageSize) break;
    after = rows.at(-1)?.key ?? '';
    await breathe();
  }
  if (corrections.isEmpty) return { recorded, latest };
  const holding: PublishedEvent[] = [];
  const turns = new Turns();
  for (const event of recorded) {
    const held = corrections.applied(event);
    if (held) holding.push(held);
    await turns.give();
  }
  return { recorded: holding, latest };
}

/** What a state calls by its name: organisations, employers of officers, bodies, axes, objectives. */
async function structureOf(recorded: readonly PublishedEvent[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const turns = new Turns();
  for (const {
    data: { organisation, employer, bodyId, axisId, objectiveId },
  } of recorded) {
    idsIn([organisation, employer, bodyId, axisId, objectiveId], ids);
    await turns.give();
  }
  return ids;
}
