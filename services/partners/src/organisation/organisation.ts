import type { DataOf } from '@ctg/contracts';
import { OrganisationRegistered, OrganisationRenamed } from '@ctg/contracts/partners';
import type { Decider } from '@ctg/decider';

/** An organisation as one Caf knows it; undefined until it is registered. */
export type Organisation = DataOf<typeof OrganisationRegistered> | undefined;

export const organisation: Decider<Organisation> = {
  category: 'partners.organisation',
  initial: undefined,
  evolve(state, event) {
    if (event.type === OrganisationRegistered.type) return event.data as Organisation;
    if (event.type === OrganisationRenamed.type && state) return { ...state, name: String(event.data.name) };
    return state;
  },
};
