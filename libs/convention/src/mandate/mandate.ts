import { compareDays } from '@ctg/calendar';
import type { DataOf, NewEventOf } from '@ctg/contracts';
import { CooperationOfficerAppointed, MandateEnded, MandateHandedOver } from '@ctg/contracts/partners';
import { type Decider, foldOf } from '@ctg/decider';

/** Somebody's time in charge of a convention's cooperation, of all of it or of a territory or themes. */
export interface Term extends Omit<DataOf<typeof CooperationOfficerAppointed>, 'workingTimePercent'> {
  /** The first day on which they were no more; absent: in charge. */
  readonly to?: string;
}

/** Who is in charge of a convention's cooperation: nobody, one, or several at once. */
export interface Mandates {
  /** By holder. */
  readonly officers: Record<string, Term>;
  /** Terms that have ended, in the order in which they did. */
  readonly former: Term[];
}

type MandateEvent = NewEventOf<
  typeof CooperationOfficerAppointed | typeof MandateHandedOver | typeof MandateEnded
>;

/** The term of a holder ends. */
function ended(state: Mandates, holder: string, to: string): Term | undefined {
  const term = state.officers[holder];
  if (!term) return undefined;
  state.former.push({ ...term, to });
  delete state.officers[holder];
  return term;
}

/**
 * The mandates of the chargés de coopération; a handover concerns one of them and is part of the history. Its stream and
 * its state grow with each term, a few in the life of a convention.
 */
export const mandate: Decider<Mandates, MandateEvent> = {
  category: 'partners.mandate',
  initial: { officers: {}, former: [] },
  ...foldOf<Mandates>()([CooperationOfficerAppointed, MandateHandedOver, MandateEnded], {
    [CooperationOfficerAppointed.type](state, { workingTimePercent: _time, ...term }) {
      state.officers[term.holder] = term;
      return state;
    },
    [MandateHandedOver.type](state, { from, to, employer, on }) {
      const { area, themes } = ended(state, from, on) ?? {};
      state.officers[to] = {
        holder: to,
        employer,
        from: on,
        ...(area === undefined ? {} : { area }),
        ...(themes === undefined ? {} : { themes }),
      };
      return state;
    },
    [MandateEnded.type](state, { holder, on }) {
      ended(state, holder, on);
      return state;
    },
  }),
};

/** All terms, in the order in which they began. */
export const termsOf = ({ officers, former }: Mandates): readonly Term[] =>
  [...former, ...Object.values(officers)].sort(
    (one, other) => compareDays(one.from, other.from) || (one.holder < other.holder ? -1 : 1),
  );

/**
 * By holder, the number by which people tell them apart without a name: in the order in which they first took office.
 */
export function officerNumbers(mandates: Mandates): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { holder } of termsOf(mandates)) if (!numbers.has(holder)) numbers.set(holder, numbers.size + 1);
  return numbers;
}

/** Who was in charge on a day. */
export const officersOn = (mandates: Mandates, day: string): readonly Term[] =>
  termsOf(mandates).filter(({ from, to }) => from <= day && (to === undefined || day < to));
