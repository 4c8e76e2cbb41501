import { addDays, addMonths } from '@ctg/calendar';
import { type Life, lifeOf } from '../amendment/amended.js';
import type { Amendment, ConventionFacts } from '../convention/facts.js';
import { situationIn } from '../situation/situation-on.js';
import { type AwaitedAct, actsAwaitedOn, amendmentsOnTheirWay, isAsking } from './acts-awaited.js';

/** Something that awaits somebody on a day. */
export interface Task {
  readonly kind: TaskKind;
  /** Of whom: an organisation, or a role of those who prepare the convention. */
  readonly organisation?: string;
  readonly role: 'legal_representative' | 'copil_secretary' | 'caf_adviser';
  readonly since: string;
  /** The day by which it should be done; past it is late. */
  readonly until?: string;
  readonly late: boolean;
  /** The amendment, the meeting or the year that it is about. */
  readonly amendmentId?: string;
  readonly meetingId?: string;
  readonly year?: number;
}

export type TaskKind =
  | 'deliberation'
  | 'signature'
  | 'receipt'
  | 'deliberation-missing'
  | 'amendment-plan'
  | 'notice'
  | 'renewal'
  | 'end'
  | 'yearly-meeting'
  | 'meeting-to-tell'
  | 'yearly-review';

/** A meeting that is to come, or not told of yet. */
export interface PlannedMeeting {
  readonly meetingId: string;
  readonly plannedOn: string;
}

/** What is known beside the convention itself. */
export interface KnownBeside {
  /** Days on which a copil met: of each year the first is enough. */
  readonly copilsHeld: readonly string[];
  /** Years whose review is validated. */
  readonly reviewedYears: ReadonlySet<number>;
  /** Amendments that have the plan they bring. */
  readonly amendmentsWithPlan: ReadonlySet<string>;
}

/** A renewal takes a year to prepare. */
const monthsOfRenewal = 12;
/** Yearly reviews are held from November to January. */
const reviewFrom = '11-01';
const reviewUntil = '01-31';

/**
 * What a convention awaits on a day, of everybody, but for the meetings to tell of (`meetingsToTell`), of which there may be any
 * number. Computed, never stored: it follows from the facts.
 */
export function tasksOn(facts: ConventionFacts, day: string, beside: KnownBeside): readonly Task[] {
  if (!isAsking(facts, day)) return [];
  const life = lifeOf(facts);
  const asked = situationIn(facts, life, day).lapsedForDays === undefined;
  return [
    ...actsAwaitedOn(facts, day, life).map(signing),
    ...(asked
      ? amendmentsOnTheirWay(life, day).flatMap(({ amendment, completedOn }) =>
          planOf(amendment, completedOn, beside, day),
        )
      : []),
    ...departures(facts, life, day),
    ...ends(facts, life.lastDay, life.completedOn, day),
    ...yearly(facts, life, beside, day),
  ];
}

/** Planned meetings are told of once they are past, as long as their convention asks for anything. */
export function meetingsToTell(
  facts: ConventionFacts,
  day: string,
  planned: readonly PlannedMeeting[],
): readonly Task[] {
  if (!isAsking(facts, day)) return [];
  const about = { kind: 'meeting-to-tell', role: 'copil_secretary' } as const;
  return planned
    .filter(({ plannedOn }) => plannedOn < day)
    .map(({ meetingId, plannedOn }) =>
      task({ ...about, since: plannedOn, until: plannedOn, meetingId }, day),
    );
}

const task = (one: Omit<Task, 'late'>, day: string): Task => ({
  ...one,
  late: one.until !== undefined && one.until < day,
});

const signing = ({ what, ...act }: AwaitedAct): Task => ({
  ...act,
  kind: what,
  role: 'legal_representative',
});

function planOf(
  { amendmentId, changes, proposedOn, effectOn }: Amendment,
  completedOn: string | undefined,
  { amendmentsWithPlan }: KnownBeside,
  day: string,
): readonly Task[] {
  if (!changes.bringsPlan || completedOn !== undefined || amendmentsWithPlan.has(amendmentId)) return [];
  const about = { kind: 'amendment-plan', role: 'copil_secretary', since: proposedOn } as const;
  return [task({ ...about, until: addDays(effectOn, -1), amendmentId }, day)];
}

/**
 * Who has given notice leaves: an amendment is to draw the consequences by then. Once one that removes that signatory is
 * proposed, its signatures are what is awaited.
 */
function departures({ departures: all }: ConventionFacts, life: Life, day: string): readonly Task[] {
  const onTheirWay = amendmentsOnTheirWay(life, day);
  return Object.entries(all).flatMap(([organisation, notices]) =>
    notices.flatMap(({ noticeOn, leavesOn }) => {
      const isDrawn = onTheirWay.some(
        ({ amendment, completedOn = noticeOn }) =>
          completedOn >= noticeOn && amendment.changes.removedSignatories.includes(organisation),
      );
      if (noticeOn > day || day > leavesOn || isDrawn) return [];
      const about = { kind: 'notice', organisation, role: 'copil_secretary' } as const;
      return [task({ ...about, since: noticeOn, until: leavesOn }, day)];
    }),
  );
}

function ends(
  { renewal, ending }: ConventionFacts,
  lastDay: string,
  completedOn: string | undefined,
  day: string,
): readonly Task[] {
  if (completedOn === undefined || ending || (renewal && renewal.renewedOn <= day)) return [];
  if (day > lastDay) return [task({ kind: 'end', role: 'caf_adviser', since: addDays(lastDay, 1) }, day)];
  const since = addMonths(lastDay, -monthsOfRenewal);
  return day < since ? [] : [task({ kind: 'renewal', role: 'caf_adviser', since, until: lastDay }, day)];
}

/** The copil meets once a year and validates the review of each year. */
function yearly(
  { effectOn }: ConventionFacts,
  { completedOn, lastDay }: Life,
  { copilsHeld, reviewedYears }: KnownBeside,
  day: string,
): readonly Task[] {
  if (completedOn === undefined) return [];
  const first = completedOn > effectOn ? completedOn : effectOn;
  const last = lastDay < day ? lastDay : day;
  const due: Task[] = [];
  if (day < first) return due;
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    const held = copilsHeld.some((heldOn) => heldOn >= from && heldOn <= to && heldOn <= day);
    const about = { role: 'copil_secretary', year } as const;
    if (!held)
      due.push(
        task({ ...about, kind: 'yearly-meeting', since: from < first ? first : from, until: to }, day),
      );
    const review = `${year}-${reviewFrom}`;
    const since = review < first ? first : review;
    if (!reviewedYears.has(year) && since <= day)
      due.push(task({ ...about, kind: 'yearly-review', since, until: `${year + 1}-${reviewUntil}` }, day));
  }
  return due;
}
