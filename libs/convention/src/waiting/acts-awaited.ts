import { addDays, addMonths } from '@ctg/calendar';
import { type AmendmentLife, inEffectOn, type Life, lifeOf } from '../amendment/amended.js';
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
 * way. Nothing but receipts is asked for once it would change nothing: past the term, or on an amendment that all signed too
 * late. An abandoned amendment asks for nothing; who has left by then owes nothing.
 */
export function actsAwaitedOn(
  facts: ConventionFacts,
  day: string,
  life: Life = lifeOf(facts),
): readonly AwaitedAct[] {
  if (!isAsking(facts, day)) return [];
  const left = leftBy(facts, life, day);
  const asked = situationIn(facts, life, day).lapsedForDays === undefined;
  return [
    ...acts(awaitedOf(facts.signing, day, left), facts.effectOn, day, asked),
    ...amendmentsOnTheirWay(life, day).flatMap(({ amendment, counts, completedOn }) => {
      const isOpen = completedOn === undefined ? asked : counts;
      const { amendmentId, effectOn, signing } = amendment;
      return acts(awaitedOf(signing, day, left), effectOn, day, isOpen).map((act) => ({
        ...act,
        amendmentId,
      }));
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

/** Who has left by a day: by notice, or by an amendment in effect. */
function leftBy({ departures }: ConventionFacts, life: Life, day: string): ReadonlySet<string> {
  const left = new Set<string>();
  for (const { changes } of inEffectOn(life, day)) {
    for (const organisation of changes.removedSignatories) left.add(organisation);
    for (const { organisation } of changes.addedSignatories) left.delete(organisation);
  }
  for (const [organisation, { leavesOn }] of Object.entries(departures))
    if (leavesOn < day) left.add(organisation);
  return left;
}

const acts = (
  awaited: readonly Awaited[],
  effectOn: string,
  day: string,
  isOpen: boolean,
): readonly AwaitedAct[] =>
  awaited
    .filter(({ what }) => isOpen || what === 'receipt')
    .map((one) => {
      // What is expected before an effect date is late from it on.
      const wanted = one.what === 'receipt' ? addMonths(one.since, monthsOfReceipt) : addDays(effectOn, -1);
      // What can only be done later is not late before it.
      const until = wanted < one.since ? one.since : wanted;
      return { ...one, until, late: until < day };
    });
