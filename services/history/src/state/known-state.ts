import type { ReadModelAccess } from '@ctg/decider';
import type { SeenTables } from '@ctg/web-service';
import { LRUCache } from 'lru-cache';
import { idsIn, Names } from '../names/names.js';
import { padded, timeline } from '../timeline/timeline-row.js';
import { type ConventionState, stateShown } from './convention-state.js';
import { type FactsOfAMoment, factsOfAMoment, type KnownFacts, type Moment } from './facts-of-a-moment.js';
import { inSteps } from './in-steps.js';
import { resultsIn, takenIn } from './taken-over.js';

interface Kept extends FactsOfAMoment {
  /** What the state calls by its name. */
  named?: Named;
  /** Made when it is first asked for, and again when a name has changed; whoever asks meanwhile waits for the same. */
  shown?: { readonly words: string; readonly state: Promise<ConventionState> };
}

/**
 * Of the few moments whose pages are being turned, by how they are seen: in which store's table, by readers of which Cafs. Weighed by the
 * events they are made of.
 */
const moments = new LRUCache<string, Kept>({
  maxSize: 100_000,
  sizeCalculation: ({ events }) => events + 1,
  ttl: 60_000,
});

/** Moments that are being folded: several pages of one are asked for at once, and wait for one folding. */
const folding = new Map<string, Promise<Kept>>();

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
export const knownFacts = async (readModel: SeenTables, moment: Moment): Promise<KnownFacts> =>
  (await kept(readModel, moment)).facts;

/** The whole state, for its summary and its sections. Its facts are those of the moment, the names those of now. */
export async function knownState(readModel: SeenTables, moment: Moment): Promise<ConventionState> {
  const found = await kept(readModel, moment);
  const names = await namesOf(found, readModel, moment);
  const { words } = names;
  if (found.shown?.words !== words)
    found.shown = { words, state: inSteps(stateShown(found.facts, found.facts.knownAt, names)) };
  return found.shown.state;
}

/** Ids, and the conventions whose things are among them. */
interface Named {
  readonly ids: ReadonlySet<string>;
  readonly formers: readonly string[];
}

function namesOf(found: Kept, readModel: ReadModelAccess, { conventionId }: Moment): Promise<Names> {
  found.named ??= namedIn(found);
  const { ids, formers } = found.named;
  return Names.read(readModel, conventionId, ids, { formers });
}

function namedIn({ facts, structure }: FactsOfAMoment): Named {
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
  return { ids, formers };
}

async function kept(readModel: SeenTables, moment: Moment): Promise<Kept> {
  const { conventionId, effectiveAt, upTo, knownAt } = moment;
  const view = await readModel.viewOf(timeline);
  // Over several topics what comes later may stand before it.
  if (upTo > padded(String(view.upTo))) return factsOfAMoment(readModel, moment);
  const key = JSON.stringify([view.id, conventionId, effectiveAt, upTo, knownAt]);
  const found = moments.get(key) ?? folding.get(key);
  if (found) return found;
  const begun = factsOfAMoment(readModel, moment).finally(() => folding.delete(key));
  folding.set(key, begun);
  const made = await begun;
  moments.set(key, made);
  return made;
}
