import { addDays, addMonths } from '@ctg/calendar';
import { lifeOf } from '../amendment/amended.js';
import type { Amendment, ConventionFacts } from '../convention/facts.js';
import type { Governance } from '../governance/governance.js';
import { situationIn } from '../situation/situation-on.js';
import { type Awaited, awaitedOf } from './awaited-signatures.js';

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
  | 'amendment-plan'
  | 'notice'
  | 'renewal'
  | 'end'
  | 'yearly-meeting'
  | 'meeting-to-tell'
  | 'yearly-review';

/** What is known beside the convention itself. */
export interface KnownBeside {
  readonly governance: Governance;
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

/** What a convention awaits on a day, of everybody. Computed, never stored: it follows from the facts. */
export function tasksOn(facts: ConventionFacts, day: string, beside: KnownBeside): readonly Task[] {
  if (day < facts.openedOn || (facts.ending && facts.ending.endedOn < day)) return [];
  const life = lifeOf(facts);
  const situation = situationIn(facts, life, day);
  const left = new Set(
    Object.entries(facts.departures).flatMap(([organisation, { leavesOn }]) =>
      leavesOn < day ? [organisation] : [],
    ),
  );
  const asked = situation.lapsedForDays === undefined;
  return [
    ...(asked
      ? awaitedOf(facts.signing, day, left).map((one) => signing(one, facts.effectOn, day))
      : receipts(awaitedOf(facts.signing, day, left), day)),
    ...life.amendments
      .filter(({ amendment }) => amendment.proposedOn <= day && !isAbandoned(amendment, day))
      .flatMap(({ amendment, counts, completedOn }) => {
        const awaited = awaitedOf(amendment.signing, day, left);
        const about = { amendmentId: amendment.amendmentId };
        // Past the term, or once all have signed too late, nothing of it is asked for but the receipts.
        const isOpen = completedOn === undefined ? asked : counts;
        return isOpen
          ? [
              ...awaited.map((one) => ({ ...signing(one, amendment.effectOn, day), ...about })),
              ...planOf(amendment, completedOn, beside, day),
            ]
          : receipts(awaited, day).map((one) => ({ ...one, ...about }));
      }),
    ...departures(facts, day),
    ...ends(facts, life.lastDay, life.completedOn, day),
    ...meetings(facts, life, beside, day),
  ];
}

const isAbandoned = ({ abandoned }: Amendment, day: string) => abandoned !== undefined && abandoned.on <= day;

const task = (one: Omit<Task, 'late'>, day: string): Task => ({
  ...one,
  late: one.until !== undefined && one.until < day,
});

/** What is expected before an effect date is late from it on; a receipt follows its deliberation within two months. */
const signing = ({ what, organisation, since }: Awaited, effectOn: string, day: string): Task => {
  const wanted = what === 'receipt' ? addMonths(since, 2) : addDays(effectOn, -1);
  // What can only be done later is not late before it.
  const until = wanted < since ? since : wanted;
  return task({ kind: what, organisation, role: 'legal_representative', since, until }, day);
};

const receipts = (awaited: readonly Awaited[], day: string): readonly Task[] =>
  awaited.filter(({ what }) => what === 'receipt').map((one) => signing(one, day, day));

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

/** Who has given notice leaves: an amendment is to draw the consequences by then. */
const departures = ({ departures: all }: ConventionFacts, day: string): readonly Task[] =>
  Object.entries(all).flatMap(([organisation, { noticeOn, leavesOn }]) =>
    noticeOn <= day && day <= leavesOn
      ? [
          task(
            { kind: 'notice', organisation, role: 'copil_secretary', since: noticeOn, until: leavesOn },
            day,
          ),
        ]
      : [],
  );

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

/** The copil meets once a year, tells what it held, and validates the review of each year. */
function meetings(
  { effectOn }: ConventionFacts,
  { completedOn, lastDay }: ReturnType<typeof lifeOf>,
  { governance, reviewedYears }: KnownBeside,
  day: string,
): readonly Task[] {
  const all = Object.values(governance.meetings);
  const unheld = Object.values(governance.planned)
    .filter(({ plannedOn }) => plannedOn < day)
    .map(({ meetingId, plannedOn }) =>
      task(
        { kind: 'meeting-to-tell', role: 'copil_secretary', since: plannedOn, until: plannedOn, meetingId },
        day,
      ),
    );
  if (completedOn === undefined) return unheld;
  const first = completedOn > effectOn ? completedOn : effectOn;
  const last = lastDay < day ? lastDay : day;
  const due: Task[] = [...unheld];
  if (day < first) return due;
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    const held = all.some(
      ({ bodyKind, heldOn }) => bodyKind === 'copil' && heldOn >= from && heldOn <= to && heldOn <= day,
    );
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
