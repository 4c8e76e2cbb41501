import type { Decider } from '@ctg/decider';
import type { Convention } from './convention.js';
import { evolveConvention } from './evolve-convention.js';

/** The contractual life of one convention, in one stream, because "signed by all" must see all of it at once. */
export const convention: Decider<Convention> = {
  category: 'partners.convention',
  initial: { phase: 'unopened' },
  evolve: evolveConvention,
};
