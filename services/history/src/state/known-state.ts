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
import { resultsIn, takenIn } from './taken-over.js';

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

interface Kept {
  readonly facts: KnownFacts;
  /** What the state calls by its name. */
  readonly structure: ReadonlySet<string>;
  /** How many events were folded. */
  readonly events: number;
  /** Made when it is first asked for; whoever asks meanwhile waits for the same. */
  state?: Promise<ConventionState>;
}

/** Of the few moments whose pages are being turned; weighed by the events they are made of. */
const moments = new LRUCache<string, Kept>({
  maxSize: 100_000,
  sizeCalculation: ({ events }) => events + 1,
  ttl: 60_000,
});

/**
 * The last position of a convention that was known by an instant; without one, the last that this service has learned, never the
 * clock of this process. Empty: there is none. One of the convention that it renews counts as well: what is taken over
 * stands there.
 */
export async function lastKnownBy(
  readModel: ReadModelAccess,
  conventionId: string,
  instant: string | undefined,
): Promise<string> {
  const [row] = await readModel.query<{ position: string }>(
    `SELECT last.position
       FROM (VALUES ($1), ((SELECT frame->>'renews' FROM known_convention WHERE convention_id = $1))) of (id)
      CROSS JOIN LATERAL (
        SELECT position FROM timeline_entry
         WHERE convention_id = of.id AND ($2::text IS NULL OR recorded_at <= $2) ORDER BY key DESC LIMIT 1) last
      ORDER BY last.position DESC LIMIT 1`,
    [conventionId, instant ?? null],
  );
  return row?.position ?? '';
}

/** The facts of a moment, folded; the event loop goes on meanwhile. */
export const knownFacts = async (readModel: ReadModelAccess, moment: Moment): Promise<KnownFacts> =>
  (await kept(readModel, moment)).facts;

/** The whole state, for its summary and its sections. */
export async function knownState(readModel: ReadModelAccess, moment: Moment): Promise<ConventionState> {
  const found = await kept(readModel, moment);
  found.state ??= shownState(found, readModel, moment).catch((error: unknown) => {
    delete found.state;
    throw error;
  });
  return found.state;
}

const shownState = async (
  found: Kept,
  readModel: ReadModelAccess,
  moment: Moment,
): Promise<ConventionState> =>
  inSteps(stateShown(found.facts, found.facts.knownAt, await namesOf(found, readModel, moment)));

function namesOf(
  { facts, structure }: Kept,
  readModel: ReadModelAccess,
  { conventionId }: Moment,
): Promise<Names> {
  const taken = takenIn(facts);
  const ids = new Set([
    ...structure,
    ...taken.map(({ id }) => id),
    ...facts.lent.map(({ piece: { id } }) => id),
    ...facts.partners.governance.decisions.flatMap(({ evidence = [] }) => [
      ...idsIn(evidence.map((piece) => piece.replace(/\.\d+$/, ''))),
    ]),
  ]);
  const formers = [
    ...new Set([...taken, ...resultsIn(facts)].map(({ previousConventionId }) => previousConventionId)),
  ];
  return Names.read(readModel, conventionId, ids, { formers });
}

/** Moments that are being folded: several pages of one are asked for at once, and wait for one folding. */
const folding = new Map<string, Promise<Kept>>();

async function kept(readModel: ReadModelAccess, moment: Moment): Promise<Kept> {
  const key = `${moment.conventionId} ${moment.effectiveAt} ${moment.upTo} ${moment.knownAt}`;
  const found = moments.get(key) ?? folding.get(key);
  if (found) return found;
  const begun = folded(readModel, moment).finally(() => folding.delete(key));
  folding.set(key, begun);
  const made = await begun;
  moments.set(key, made);
  return made;
}

async function folded(readModel: ReadModelAccess, moment: Moment): Promise<Kept> {
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
