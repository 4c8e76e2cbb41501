import {
  ConventionFullySigned,
  ConventionLapsed,
  ConventionOpened,
  ConventionRenewed,
  ConventionScoped,
  ConventionTerminated,
  Deliberated,
  DocumentFiled,
  LegalityReceiptRecorded,
  PartnerAssociated,
  PartnerContributionChanged,
  PartnershipEnded,
  PerimeterChanged,
  SignatoryDesignated,
  SignatoryRemoved,
  SignatoryWithdrawn,
  Signed,
  ThemeAdded,
} from '@ctg/contracts/partners';
import type { StepsOf } from '@ctg/decider';
import {
  withDeliberation,
  withoutSignatory,
  withReceipt,
  withSignatory,
  withSignature,
} from '../signing/signing-process.js';
import type { OpenConvention } from './convention.js';

/** What happens to a convention; its amendments have steps of their own. */
export const conventionEvents = [
  ConventionOpened,
  ConventionScoped,
  PerimeterChanged,
  ThemeAdded,
  SignatoryDesignated,
  SignatoryRemoved,
  PartnerAssociated,
  PartnerContributionChanged,
  PartnershipEnded,
  DocumentFiled,
  Deliberated,
  LegalityReceiptRecorded,
  Signed,
  ConventionFullySigned,
  SignatoryWithdrawn,
  ConventionTerminated,
  ConventionLapsed,
  ConventionRenewed,
] as const;

type Event = Exclude<(typeof conventionEvents)[number], typeof ConventionOpened>;

/** Each changes the convention it is given. */
export const conventionSteps: StepsOf<OpenConvention, Event> = {
  [ConventionScoped.type](state, scoping, { occurredOn }) {
    state.toldOn.scoping = occurredOn;
    return Object.assign(state, { scoping });
  },
  [PerimeterChanged.type](state, { version, territory }, { occurredOn }) {
    state.toldOn.perimeter = occurredOn;
    return Object.assign(state, { territory, perimeterVersion: version });
  },
  [ThemeAdded.type](state, { theme }) {
    state.themes.push(theme);
    return state;
  },
  [SignatoryDesignated.type](state, signatory) {
    withSignatory(state.signing, signatory);
    return state;
  },
  [SignatoryRemoved.type](state, { organisation }) {
    withoutSignatory(state.signing, organisation);
    return state;
  },
  [PartnerAssociated.type](state, partner, { occurredOn: associatedOn }) {
    state.partners.push({ ...partner, associatedOn });
    return state;
  },
  [PartnerContributionChanged.type](state, { organisation, contribution }) {
    state.partners = state.partners.map((one) =>
      one.organisation === organisation ? { ...one, contribution } : one,
    );
    return state;
  },
  [PartnershipEnded.type](state, { organisation }) {
    state.partners = state.partners.filter((one) => one.organisation !== organisation);
    return state;
  },
  [DocumentFiled.type](state, document, { occurredOn }) {
    state.signing.documentHash = document.documentHash;
    state.document = document;
    state.toldOn.document = occurredOn;
    return state;
  },
  [Deliberated.type](state, deliberation) {
    withDeliberation(state.signing, deliberation);
    return state;
  },
  [LegalityReceiptRecorded.type](state, receipt) {
    withReceipt(state.signing, receipt);
    return state;
  },
  [Signed.type](state, signature) {
    withSignature(state.signing, signature);
    return state;
  },
  // What has ended is signed no more: the rule stands in `alive`.
  [ConventionFullySigned.type]: (state, { completedOn, inForceOn }) =>
    state.phase === 'ended' ? state : { ...state, phase: 'signed', completedOn, inForceOn },
  [SignatoryWithdrawn.type](state, { organisation, leavesOn }) {
    state.departures[organisation] = leavesOn;
    return state;
  },
  [ConventionTerminated.type]: (state, { endedOn }) => ({
    ...state,
    phase: 'ended',
    ending: { how: 'terminated', endedOn },
  }),
  [ConventionLapsed.type]: (state, { endedOn }) => ({
    ...state,
    phase: 'ended',
    ending: { how: 'lapsed', endedOn },
  }),
  [ConventionRenewed.type](state, { newConventionId }, { occurredOn }) {
    state.toldOn.renewal = occurredOn;
    return Object.assign(state, { renewedBy: newConventionId });
  },
};
