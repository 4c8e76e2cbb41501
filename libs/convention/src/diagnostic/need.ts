import type { DataOf } from '@ctg/contracts';
import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

type Identified = DataOf<typeof NeedIdentified>;

/** A need; its owner bounds how much it rests on. */
export interface Need extends Identified {
  readonly evidence: (Identified['evidence'][number] & { readonly since: string })[];
}

export const need = defineDecider<Need>()({
  category: 'diagnostics.need',
  events: [NeedIdentified, NeedSupported],
  begins: {
    [NeedIdentified.type]: (identified, { occurredOn: since }) => ({
      ...identified,
      evidence: identified.evidence.map((one) => ({ ...one, since })),
    }),
  },
  steps: {
    [NeedSupported.type](state, { evidence }, { occurredOn: since }) {
      for (const one of evidence) state.evidence.push({ ...one, since });
      return state;
    },
  },
});
