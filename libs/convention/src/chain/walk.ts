import type { Chain, Link } from './links.js';

/** A step of a walk along the chain. */
export interface Step {
  readonly link: Link;
  /** How far from the start. */
  readonly depth: number;
  /** From which thing one came here. */
  readonly from?: Link;
  /** It was come by before, and what follows it was shown there. */
  readonly again: boolean;
}

/**
 * Walks the chain from the things of these keys, depth first, in the order of reading: every link is gone along once, and what was
 * come by before is not gone beyond again, so that the walk is as long as there are links.
 */
export function* walk(chain: Chain, starts: readonly string[], direction: 'down' | 'up'): Generator<Step> {
  const next = direction === 'down' ? chain.below : chain.above;
  const seen = new Set<string>();
  const waiting: { readonly key: string; readonly depth: number; readonly from?: Link }[] = starts
    .map((key) => ({ key, depth: 0 }))
    .reverse();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { key, depth } = at;
    const link = chain.links.get(key);
    if (!link) continue;
    const following = next.get(key) ?? [];
    const again = seen.has(key) && following.length > 0;
    seen.add(key);
    yield { link, depth, again, ...(at.from === undefined ? {} : { from: at.from }) };
    if (again) continue;
    for (const one of [...following].reverse()) waiting.push({ key: one, depth: depth + 1, from: link });
  }
}
