import { type Chain, type ChainFacts, type FormerChain, keyOf, type Link, type TakenPiece } from './links.js';

/** What the chain of a convention has of a former one. */
interface Brought {
  readonly links: readonly Link[];
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * What is taken over, each piece with its origin; and, where the former convention may be seen, all that leads to it there:
 * else what leads from one piece to another.
 * A recommendation comes from the judgements of its evaluation.
 *
 * @param chain that of the former convention
 */
export function* broughtBy(
  { conventionId, title, facts, taken }: FormerChain,
  chain: Chain,
): Generator<void, Brought> {
  const origin = { conventionId, ...(title === undefined ? {} : { title }) };
  const links: Link[] = [];
  const pairs: [string, string][] = [];
  const waiting: string[] = [];
  for (const piece of taken) {
    const link =
      piece.kind === 'recommendation'
        ? recommendationOf(piece, facts)
        : chain.links.get(keyOf(piece.kind, piece.id));
    if (!link) continue;
    links.push({ ...link, origin, takenOver: true });
    if (piece.kind !== 'recommendation') waiting.push(link.key);
    else
      for (const { judgementId } of facts.evidence[piece.protocolId ?? '']?.evaluation?.judgements ?? []) {
        const judgement = keyOf('judgement', judgementId);
        pairs.push([judgement, link.key]);
        waiting.push(judgement);
      }
  }
  const takenKeys = new Set(links.map(({ key }) => key));
  const seen = new Set<string>();
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size % 500 === 0) yield;
    const link = chain.links.get(key);
    if (link && !takenKeys.has(key)) links.push({ ...link, origin: link.origin ?? origin });
    for (const above of chain.above.get(key) ?? []) {
      pairs.push([above, key]);
      waiting.push(above);
    }
  }
  return title === undefined
    ? {
        links: links.filter(({ takenOver }) => takenOver),
        pairs: pairs.filter((pair) => pair.every((key) => takenKeys.has(key))),
      }
    : { links, pairs };
}

function recommendationOf(
  { id, protocolId = '', rank = 0 }: TakenPiece,
  { evidence, protocols }: ChainFacts,
): Link | undefined {
  const title = evidence[protocolId]?.evaluation?.conclusion?.recommendations[rank - 1];
  if (title === undefined) return undefined;
  const within = protocols[protocolId]?.title;
  const told = { key: keyOf('recommendation', id), kind: 'recommendation', id, title } as const;
  return within === undefined ? told : { ...told, within };
}
