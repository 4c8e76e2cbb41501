import type { Measure } from '@ctg/convention/evaluation';
import {
  type ActionWithProgress,
  type Euros,
  eurosOf,
  type Indicator,
  type Progress,
} from '@ctg/convention/plan';
import { inOrder } from '@ctg/identifiers';
import { noTheme } from '../names/theme-names.js';
import type { FoldedFacts } from '../state/folded-facts.js';

/** What an indicator said in a year, beside what was aimed at. */
export interface Result {
  readonly indicator: Indicator;
  /** The newest measure of the year of what was planned (or possible), and of what was done (or is real). */
  readonly planned?: Measure;
  readonly done?: Measure;
  /** Whether the target is reached, where what was done, the target and the value of departure are all told. */
  readonly reached?: boolean;
}

/** An action in a year: how far it came, at which cost, with which results. */
export interface ValuedAction {
  readonly action: ActionWithProgress;
  /** The first of its themes: where its figures are counted, once. */
  readonly theme: string;
  readonly progress?: Progress;
  readonly planned: Euros;
  readonly actual: Euros;
  readonly results: readonly Result[];
}

/**
 * The actions of a convention in a year, by theme, then by number: the newest report of the year, the money of the year, the
 * measures taken in the year. An action that was abandoned before the year is none of it.
 */
export function valuedActions(
  { plan, evaluation, partners, day }: FoldedFacts,
  year: number,
): readonly ValuedAction[] {
  const measures = new Map<string, Measure[]>();
  for (const { measures: own } of Object.values(evaluation.evidence))
    for (const one of Object.values(own)) {
      if (Number(one.measuredOn.slice(0, 4)) !== year || one.measuredOn > day) continue;
      const known = measures.get(one.indicatorId);
      if (known) known.push(one);
      else measures.set(one.indicatorId, [one]);
    }
  const themes = new Map((partners.convention?.themes ?? []).map(({ code }, at) => [code, at]));
  const rank = (theme: string) => themes.get(theme) ?? themes.size;
  return Object.values(plan.actions)
    .filter(({ status, statusSince }) => status !== 'abandoned' || Number(statusSince.slice(0, 4)) >= year)
    .map((action) => valued(action, year, measures))
    .map((one) => ({ one, order: inOrder(one.action.number ?? one.action.title) }))
    .sort(
      (a, b) =>
        rank(a.one.theme) - rank(b.one.theme) ||
        compared(a.one.theme, b.one.theme) ||
        compared(a.order, b.order),
    )
    .map(({ one }) => one);
}

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function valued(
  action: ActionWithProgress,
  year: number,
  measures: ReadonlyMap<string, readonly Measure[]>,
): ValuedAction {
  const progress = action.progress.filter((one) => one.year === year).at(-1);
  const ofYear = (line: { readonly year: number }) => line.year === year;
  return {
    action,
    theme: action.themes[0] ?? noTheme,
    ...(progress === undefined ? {} : { progress }),
    planned: eurosOf(action.means.filter(ofYear)),
    actual: eurosOf(action.actualMeans.filter(ofYear)),
    results: action.indicators.map((indicator) =>
      resultOf(indicator, measures.get(indicator.indicatorId) ?? []),
    ),
  };
}

function resultOf(indicator: Indicator, measures: readonly Measure[]): Result {
  const planned = newest(measures, ['planned', 'potential']);
  const done = newest(measures, ['done', 'real']);
  const reached = isReached(indicator, done?.value);
  return {
    indicator,
    ...(planned === undefined ? {} : { planned }),
    ...(done === undefined ? {} : { done }),
    ...(reached === undefined ? {} : { reached }),
  };
}

function newest(measures: readonly Measure[], kinds: readonly Measure['kind'][]): Measure | undefined {
  let found: Measure | undefined;
  for (const one of measures)
    if (kinds.includes(one.kind) && (found === undefined || one.measuredOn >= found.measuredOn)) found = one;
  return found;
}

/** A target below the value of departure is one to come down to. */
function isReached({ baseline, target }: Indicator, done: number | undefined): boolean | undefined {
  if (done === undefined || target === undefined || baseline === undefined) return undefined;
  return target >= baseline ? done >= target : done <= target;
}
