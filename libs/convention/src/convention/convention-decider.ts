import { ConventionOpened } from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';
import { amendmentEvents, amendmentSteps } from '../amendment/amendment-steps.js';
import { conventionEvents, conventionSteps } from './convention-steps.js';
import { type ConventionFacts, openedConvention } from './facts.js';

/** At most so many of each stand in one convention: more than any has, and its stream and its state stay small. */
export const mostOf = { signatories: 400, partners: 500, amendments: 50 } as const;

/**
 * The contractual life of one convention, in one stream, because "signed by all" must see all of it at once: at most 400
 * signatories who deliberate, receive and sign, once for the convention and once for each of its 50 amendments at most.
 */
export const convention = defineDecider<ConventionFacts>()({
  category: 'partners.convention',
  // `folds.spec` of the service says when to raise it.
  version: 2,
  events: [...conventionEvents, ...amendmentEvents],
  begins: {
    [ConventionOpened.type]: (data, { conventionId = '', occurredOn }) =>
      openedConvention(conventionId, data, occurredOn),
  },
  steps: { ...conventionSteps, ...amendmentSteps },
});
