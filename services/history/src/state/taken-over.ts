import type { Names } from '../names/names.js';
import type { FoldedFacts } from './folded-facts.js';

type Kept<Piece> = Readonly<Record<string, Readonly<Record<string, Piece>>>>;

const all = <Piece>(taken: Kept<Piece>) => Object.values(taken).flatMap((pieces) => Object.values(pieces));

/** What the state calls by the name that it has in the former convention. */
export const takenIn = ({ diagnostic }: Pick<FoldedFacts, 'diagnostic'>) => all(diagnostic.takenOver);

/** Results of the former evaluation that are taken over. */
export const resultsIn = ({ evaluation }: Pick<FoldedFacts, 'evaluation'>) => all(evaluation.takenResults);

/** Needs and values of the former convention, with their names there. */
export const takenShown = (taken: FoldedFacts['diagnostic']['takenOver'], names: Names) =>
  all(taken).map(({ since, ...piece }) => ({ ...piece, title: names.of(piece.id), takenOverOn: since }));

/** Results of the former evaluation. */
export const resultsShown = (taken: FoldedFacts['evaluation']['takenResults']) =>
  all(taken).map(({ since, id, ...result }) => ({
    ...result,
    ...(result.rank === undefined ? { id } : {}),
    takenOverOn: since,
  }));
