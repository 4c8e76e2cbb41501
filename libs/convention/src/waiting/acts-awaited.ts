import { addDays, addMonths } from '@ctg/calendar';
import { type AmendmentLife, type Life, lifeOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import { situationIn } from '../situation/situation-on.js';
import { type Awaited, awaitedOf } from './awaited-signatures.js';

/** An act that a signatory owes on a day, to the convention or to one of its amendments. */
export interface AwaitedAct extends Awaited {
  /** The day by which it should be done. */
  readonly until: string;
  /** That day is past. */
  readonly late: boolean;
  /** The amendment that it is awaited on; absent: the convention itself. */
  readonly amendmentId?: string;
}

/** Receipts follow their deliberation within two months. */
const monthsOfReceipt = 2;

/**
 * The one answer to who owes which act on a day, and whether it is late: of the convention, and of each amendment on its
 * way. Nothing but what the law wants of acts that were done is asked for once it would change nothing: past the term, or
 * on an amendment that all signed too late. An abandoned amendment asks for nothing; who has left by then owes nothing.
 */
export function actsAwaitedOn(
  facts: ConventionFacts,
  day: string,
  life: Life = lifeOf(facts),
): readonly AwaitedAct[] {
  if (!isAsking(facts, day)) return [];
  const asked = situationIn(facts, life, day).lapsedForDays === undefined;
  return [
    ...acts(awaitedOf(facts.signing, day, life.leavings), facts.openedOn, facts.effectOn, day, asked),
    ...amendmentsOnTheirWay(life, day).flatMap(({ amendment, counts, completedOn }) => {
      const isOpen = completedOn === undefined ? asked : counts;
      const { amendmentId, effectOn, proposedOn, signing } = amendment;
      const awaited = awaitedOf(signing, day, life.leavings);
      return acts(awaited, proposedOn, effectOn, day, isOpen).map((act) => ({ ...act, amendmentId }));
    }),
  ];
}

/** Nothing is asked for before there is a convention, nor after it was ended. */
export const isAsking = ({ openedOn, ending }: ConventionFacts, day: string): boolean =>
  day >= openedOn && !(ending && ending.endedOn < day);

/** The amendments that had been proposed by a day and not been abandoned. */
export const amendmentsOnTheirWay = ({ amendments }: Life, day: string): readonly AmendmentLife[] =>
  amendments.filter(
    ({ amendment: { proposedOn, abandoned } }) => proposedOn <= day && !(abandoned && abandoned.on <= day),
  );

/** What the law wants of an act that was done is asked for whether the act changes anything or not. */
const ofDoneActs: ReadonlySet<Awaited['what']> = new Set(['receipt', 'deliberation-missing']);

const acts = (
  awaited: readonly Awaited[],
  beginsOn: string,
  effectOn: string,
  day: string,
  isOpen: boolean,
): readonly AwaitedAct[] =>
  awaited
    .filter(({ what }) => isOpen || ofDoneActs.has(what))
    .map((one) => {
      const wanted = untilOf(one, effectOn);
      // Nobody could act on what was not there, whatever day was typed in of another's act.
      const since = ofDoneActs.has(one.what) || one.since > beginsOn ? one.since : beginsOn;
      // What can only be done later is not late before it.
      const until = wanted < since ? since : wanted;
      return { ...one, since, until, late: until < day };
    });

/** What is expected before an effect date is late from it on; a deliberation comes before what was done on its strength. */
function untilOf({ what, since }: Awaited, effectOn: string): string {
  if (what === 'receipt') return addMonths(since, monthsOfReceipt);
  return what === 'deliberation-missing' ? since : addDays(effectOn, -1);
}
