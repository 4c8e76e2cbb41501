import { addDays } from '@ctg/calendar';
import { type Life, lifeOf, perimeterOn, perimetersOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import { begunOn } from '../signing/signed-by-all-signatories.js';
import { conventionOn } from './convention-on.js';
import { situationIn } from './situation-on.js';
import { type ConventionStage, type Decided, stageOn } from './stages.js';
import type { ConventionStatus } from './statuses.js';

/** Days on end on which a convention is the same to whoever looks for it in a list. */
export interface Period {
  readonly from: string;
  /** The last day; absent: for ever. */
  readonly until?: string;
  readonly status: ConventionStatus;
  /** The first day of that status. */
  readonly since: string;
  readonly stage: ConventionStage;
  /** Codes. */
  readonly themes: readonly string[];
  readonly departements: readonly string[];
}

/**
 * Its whole life in periods: from what `situationOn`, `stageOn` and `conventionOn` say of each day on which something may
 * change. So a list finds by a day what is computed of that day, and nothing in it depends on today.
 *
 * @param departementOf of a commune, in the vintage of the perimeter
 */
export function periodsOf(
  facts: ConventionFacts,
  decided: Decided,
  departementOf: (code: string, cogVintage: number) => string | undefined,
  life: Life = lifeOf(facts),
): readonly Period[] {
  const spans = perimetersOf(facts, life);
  const periods: Period[] = [];
  for (const day of daysOfChange(facts, life, decided, spans)) {
    const { status } = situationIn(facts, life, day);
    const { territory } = perimeterOn(spans, day) ?? {};
    const communes = territory?.communes ?? [];
    const found = communes.map((code) => departementOf(code, territory?.cogVintage ?? 0) ?? '');
    const before = periods.at(-1);
    const period: Period = {
      from: day,
      status,
      since: before?.status === status ? before.since : day,
      stage: stageOn(status, facts.scoping?.scopedOn, decided, day),
      themes: (conventionOn(facts, day)?.themes ?? []).map(({ code }) => code),
      departements: [...new Set(found)].filter(Boolean),
    };
    if (!before || !isSame(before, period)) periods.push(period);
  }
  return periods.map((period, index) => {
    const next = periods[index + 1];
    return next ? { ...period, until: addDays(next.from, -1) } : period;
  });
}

function daysOfChange(
  { openedOn, effectOn, scoping, renewal, ending, themes, signing }: ConventionFacts,
  { completedOn, lastDay, amendments }: Life,
  decided: Decided,
  spans: readonly { readonly from: string }[],
): readonly string[] {
  const days = [
    openedOn,
    effectOn,
    completedOn,
    addDays(lastDay, 1),
    scoping?.scopedOn,
    renewal?.renewedOn,
    ending?.decidedOn,
    begunOn(signing),
    ...themes.map(({ addedOn }) => addedOn),
    ...amendments.flatMap(({ amendment, counts }) => (counts ? [amendment.effectOn] : [])),
    ...spans.map(({ from }) => from),
    ...Object.values(decided),
  ];
  // Nothing is told of it before it was opened, but the days that what was signed since reaches back to.
  const first = completedOn !== undefined && effectOn < openedOn ? effectOn : openedOn;
  return [...new Set(days)].filter((day) => day !== undefined && day >= first).sort() as string[];
}

const isSame = (one: Period, other: Period): boolean =>
  one.status === other.status &&
  one.stage === other.stage &&
  one.themes.join() === other.themes.join() &&
  one.departements.join() === other.departements.join();
