import type { DataOf } from '@ctg/contracts';
import {
  OrganisationIdentifiersChanged,
  OrganisationRegistered,
  OrganisationRenamed,
} from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';

/** An organisation as one Caf knows it. Its stream grows with its names, its state does not. */
export type Organisation = DataOf<typeof OrganisationRegistered>;

export const organisation = defineDecider<Organisation>()({
  category: 'partners.organisation',
  events: [OrganisationRegistered, OrganisationIdentifiersChanged, OrganisationRenamed],
  begins: { [OrganisationRegistered.type]: (registered) => registered },
  steps: {
    [OrganisationIdentifiersChanged.type]: (known, changed) => ({ ...known, ...changed }),
    [OrganisationRenamed.type]: (known, { name }) => ({ ...known, name }),
  },
});
