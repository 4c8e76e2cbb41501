import type { Actor } from '@ctg/access';
import { compareDays } from '@ctg/calendar';
import type { PublishedEvent } from '@ctg/contracts';
import { type TakenOver, type TakenPiece, takenOver } from '@ctg/convention/diagnostic';
import { type TakenResult, type TakenResults, takenResults } from '@ctg/convention/evaluation';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';
import type { Names } from '../names/names.js';

/** A piece of a convention that a later one has taken over, as that one recorded it. */
export interface Lent {
  /** The later convention. */
  readonly by: string;
  readonly piece: TakenPiece | TakenResult;
}

const fromDiagnostic = new Set<string>(takenOver.eventTypes);
const fromEvaluation = new Set<string>(takenResults.eventTypes);

/** What later conventions had taken over of one by a day, in the order of the days. */
export function lentOn(theirs: readonly PublishedEvent[], day: string): readonly Lent[] {
  const pieces = new Map<string, TakenOver>();
  const results = new Map<string, TakenResults>();
  for (const event of theirs) {
    const { conventionId = '', occurredOn, type } = event;
    if (occurredOn > day) continue;
    if (fromDiagnostic.has(type))
      put(pieces, conventionId, takenOver.evolve(pieces.get(conventionId), event));
    if (fromEvaluation.has(type))
      put(results, conventionId, takenResults.evolve(results.get(conventionId), event));
  }
  return [...pieces, ...results]
    .flatMap(([by, taken]) => Object.values(taken).map((piece) => ({ by, piece })))
    .sort((one, other) => compareDays(one.piece.since, other.piece.since));
}

function put<State>(states: Map<string, State>, key: string, state: State | undefined): void {
  if (state !== undefined) states.set(key, state);
}

/** As the state shows them, of whichever convention; `lentSeenBy` keeps what a reader may see. */
export const lentShown = (lent: readonly Lent[], names: Names) =>
  lent.map(({ by, piece: { since, previousConventionId: _own, id, ...piece } }) => ({
    ...piece,
    ...('rank' in piece && piece.rank !== undefined ? {} : { id }),
    ...(names.known(id) === undefined ? {} : { title: names.of(id) }),
    conventionId: by,
    takenOverOn: since,
  }));

/** The name of the list in a state. */
export const lentSection = 'takenOverBy';

/** Of what was taken over, what conventions did that a reader may see, with their titles. */
export async function lentSeenBy(
  items: readonly unknown[],
  actor: Actor,
  readModel: ReadModelAccess,
): Promise<readonly object[]> {
  const all = items as readonly ReturnType<typeof lentShown>[number][];
  if (all.length === 0) return [];
  const parameters: unknown[] = [[...new Set(all.map(({ conventionId }) => conventionId))]];
  const rows = await readModel.query<{ id: string; title: string }>(
    `SELECT k.convention_id AS id, k.title FROM known_convention k
      WHERE k.convention_id = ANY ($1) AND ${visibleTo(actor, (one) => `$${parameters.push(one)}`)}`,
    parameters,
  );
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return all.flatMap((one) => {
    const convention = titles.get(one.conventionId);
    return convention === undefined ? [] : [{ ...one, convention }];
  });
}
