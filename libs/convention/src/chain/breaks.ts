import type { Indicator } from '../plan/index.js';
import { answeredBy } from './answered-by.js';
import { type Chain, type ChainFacts, keyOf, type Link } from './links.js';
import type { ChainBreak, ChainKind } from './words.js';

/** A place where the chain is broken. */
export interface Break {
  readonly what: ChainBreak;
  readonly link: Link;
}

/**
 * The breaks of a chain, along it. Nothing is expected of an abandoned action, and it answers no need. A figure of
 * departure is expected of quantitative indicators alone. A need that is taken over is one like any other; nothing else of a
 * former convention is held against this one.
 */
export function* breaksOf(chain: Chain, facts: ChainFacts): Generator<Break> {
  const alive = Object.values(facts.actions).filter(({ status }) => status !== 'abandoned');
  const actions = new Set(alive.map(({ actionId }) => keyOf('action', actionId)));
  const indicators = new Map(
    alive.flatMap((one) => one.indicators.map((each) => [each.indicatorId, each] as const)),
  );
  const needsOf = answeredBy(chain, alive);
  const answered = new Set<string>();
  for (const needs of needsOf.values()) for (const needId of needs) answered.add(needId);
  for (const link of chain.links.values()) {
    const { kind, id, key } = link;
    if (link.origin && !(link.takenOver && kind === 'need')) continue;
    const leadsTo = (other: ChainKind) => has(chain, chain.below, key, other);
    const comesFrom = (other: ChainKind) => has(chain, chain.above, key, other);
    const lacks = (what: ChainBreak): Break => ({ what, link });
    if (kind === 'need') {
      if (!leadsTo('priority')) yield lacks('need-without-priority');
      if (!answered.has(id)) yield lacks('need-without-action');
    } else if (kind === 'priority') {
      if (!leadsTo('objective')) yield lacks('priority-without-objective');
    } else if (kind === 'objective') {
      if (!comesFrom('priority')) yield lacks('objective-without-priority');
      if (!(chain.below.get(key) ?? []).some((one) => actions.has(one)))
        yield lacks('objective-without-action');
    } else if (kind === 'action' && actions.has(key)) {
      if ((needsOf.get(id) ?? []).length === 0) yield lacks('action-without-need');
      if ((facts.actions[id]?.adoptions.length ?? 0) === 0) yield lacks('action-without-decision');
      if (facts.actions[id]?.indicators.length === 0) yield lacks('action-without-indicator');
    } else if (kind === 'indicator') {
      const indicator = indicators.get(id);
      if (indicator) for (const what of lackingOf(indicator, leadsTo('measure'))) yield lacks(what);
    } else if (kind === 'measure') {
      if (!leadsTo('judgement')) yield lacks('measure-without-judgement');
    } else if (kind === 'judgement' && !leadsTo('decision')) yield lacks('judgement-without-decision');
  }
}

const has = (chain: Chain, side: Chain['below'], key: string, kind: ChainKind): boolean =>
  (side.get(key) ?? []).some((one) => chain.links.get(one)?.kind === kind);

function* lackingOf({ defined, kind, baseline }: Indicator, isMeasured: boolean): Generator<ChainBreak> {
  if (!defined) yield 'indicator-not-defined';
  if (kind === 'quantitative' && baseline === undefined) yield 'indicator-without-baseline';
  if (!isMeasured) yield 'indicator-without-measure';
}
