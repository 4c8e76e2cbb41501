import type { NewEventOf } from '@ctg/contracts';
import { CooperationOfficerAppointed, MandateEnded, MandateHandedOver } from '@ctg/contracts/partners';
import { type Decider, foldOf } from '@ctg/decider';

/** Who is in charge of a convention's cooperation, if anybody. */
export type Mandate =
  | { readonly held: false; readonly until?: string }
  | { readonly held: true; readonly holder: string; readonly employer: string; readonly from: string };

type MandateEvent = NewEventOf<
  typeof CooperationOfficerAppointed | typeof MandateHandedOver | typeof MandateEnded
>;

/**
 * The mandate of the chargé de coopération; a handover is part of the history. Its stream grows with each handover, a
 * few in the life of a convention; its state does not.
 */
export const mandate: Decider<Mandate, MandateEvent> = {
  category: 'partners.mandate',
  initial: { held: false },
  ...foldOf<Mandate>()([CooperationOfficerAppointed, MandateHandedOver, MandateEnded], {
    [CooperationOfficerAppointed.type]: (_before, { holder, employer, from }) => ({
      held: true,
      holder,
      employer,
      from,
    }),
    [MandateHandedOver.type]: (_before, { to, employer, on }) => ({
      held: true,
      holder: to,
      employer,
      from: on,
    }),
    [MandateEnded.type]: (_before, { on }) => ({ held: false, until: on }),
  }),
};
