import { setImmediate as breathe } from 'node:timers/promises';
import { noCorrections, type PublishedEvent } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import { type ReadModelAccess, Turns } from '@ctg/decider';
import { LRUCache } from 'lru-cache';
import { idsIn, Names } from '../names/names.js';
import { isSetAside } from '../timeline/timeline-row.js';
import { type ConventionState, stateShown } from './convention-state.js';
import { type FoldedFacts, foldedInSteps } from './folded-facts.js';
import { inSteps } from './in-steps.js';
import { takenIn } from './taken-over.js';

/** What is asked: the state of a convention on a day, as known once everything up to a position was recorded. */
export interface Moment {
  readonly conventionId: string;
  readonly effectiveAt: string;
  /** 19 digits; empty: nothing was recorded. */
  readonly upTo: string;
  readonly knownAt: string;
}

const pageSize = 1_000;

interface Kept {
  readonly facts: FoldedFacts;
  /** What the state calls by its name. */
  readonly structure: ReadonlySet<string>;
  /** How many events were folded. */
  readonly events: number;
  state?: ConventionState;
}

/** Of the few moments whose pages are being turned; weighed by the events they are made of. */
const moments = new LRUCache<string, Kept>({
  maxSize: 100_000,
  sizeCalculation: ({ events }) => events + 1,
  ttl: 60_000,
});

/** A moment of knowledge: everything up to a position of the log, and the instant at which it was recorded. */
export interface Known {
  readonly upTo: string;
  readonly knownAt: string;
}

/**
 * What was known of a convention by an instant; without one, everything that this service has learned: the last position
 * decides, never the clock of this process.
 */
export async function knownBy(
  readModel: ReadModelAccess,
  conventionId: string,
  instant: string | undefined,
): Promise<Known | undefined> {
  const [row] = await readModel.query<Known>(
    `SELECT position AS "upTo", recorded_at AS "knownAt" FROM timeline_entry
      WHERE convention_id = $1 AND ($2::text IS NULL OR recorded_at <= $2) ORDER BY key DESC LIMIT 1`,
    [conventionId, instant ?? null],
  );
  return row && { upTo: row.upTo, knownAt: instant ?? row.knownAt };
}

/** The facts of a moment, folded; the event loop goes on meanwhile. */
export const knownFacts = async (readModel: ReadModelAccess, moment: Moment): Promise<FoldedFacts> =>
  (await kept(readModel, moment)).facts;

/** The whole state, for its summary and its sections. */
export async function knownState(readModel: ReadModelAccess, moment: Moment): Promise<ConventionState> {
  const found = await kept(readModel, moment);
  found.state ??= await inSteps(
    stateShown(found.facts, moment.knownAt, await namesOf(found, readModel, moment)),
  );
  return found.state;
}

function namesOf(
  { facts, structure }: Kept,
  readModel: ReadModelAccess,
  { conventionId }: Moment,
): Promise<Names> {
  const taken = takenIn(facts);
  const ids = new Set([...structure, ...taken.map(({ id }) => id)]);
  const formers = [...new Set(taken.map(({ previousConventionId }) => previousConventionId))];
  return Names.read(readModel, conventionId, ids, formers);
}

/** Moments that are being folded: several pages of one are asked for at once, and wait for one folding. */
const folding = new Map<string, Promise<Kept>>();

async function kept(readModel: ReadModelAccess, moment: Moment): Promise<Kept> {
  const key = `${moment.conventionId} ${moment.effectiveAt} ${moment.upTo}`;
  const found = moments.get(key) ?? folding.get(key);
  if (found) return found;
  const begun = folded(readModel, moment).finally(() => folding.delete(key));
  folding.set(key, begun);
  const made = await begun;
  moments.set(key, made);
  return made;
}

async function folded(readModel: ReadModelAccess, moment: Moment): Promise<Kept> {
  const recorded = await recordedUpTo(readModel, moment);
  const facts = await inSteps(foldedInSteps(recorded, moment.effectiveAt));
  return { facts, structure: await structureOf(recorded), events: recorded.length };
}

/** Everything that was recorded by a moment, as it holds by the corrections that were recorded by then. */
async function recordedUpTo(
  readModel: ReadModelAccess,
  { conventionId, upTo }: Moment,
): Promise<readonly PublishedEvent[]> {
  const recorded: PublishedEvent[] = [];
  const corrections = noCorrections();
  for (let after = ''; ; ) {
    const rows = await readModel.query<{ event: PublishedEvent; key: string }>(
      `SELECT event, key FROM timeline_entry WHERE convention_id = $1 AND key > $2 AND position <= $3
        ORDER BY key LIMIT ${pageSize}`,
      [conventionId, after, upTo],
    );
    for (const { event } of rows) {
      if (isSetAside(event)) continue;
      corrections.note(event);
      recorded.push(withoutSmallGroups(event));
    }
    if (rows.length < pageSize) break;
    after = rows.at(-1)?.key ?? '';
    await breathe();
  }
  if (corrections.isEmpty) return recorded;
  const holding: PublishedEvent[] = [];
  const turns = new Turns();
  for (const event of recorded) {
    const held = corrections.applied(event);
    if (held) holding.push(held);
    await turns.give();
  }
  return holding;
}

/** What a state calls by its name: organisations, bodies, axes, objectives. */
async function structureOf(recorded: readonly PublishedEvent[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const turns = new Turns();
  for (const {
    data: { organisation, bodyId, axisId, objectiveId },
  } of recorded) {
    idsIn([organisation, bodyId, axisId, objectiveId], ids);
    await turns.give();
  }
  return ids;
}
