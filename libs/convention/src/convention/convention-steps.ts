import {
  ConventionFullySigned,
  ConventionLapsed,
  ConventionOpened,
  ConventionRenewed,
  ConventionRevised,
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
import type { ConventionFacts } from './facts.js';

/** What happens to a convention; its amendments have steps of their own. */
export const conventionEvents = [
  ConventionOpened,
  ConventionScoped,
  ConventionRevised,
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

/** Each changes the facts it is given. */
export const conventionSteps: StepsOf<ConventionFacts, Event> = {
  [ConventionScoped.type]: (state, scoping, { occurredOn }) =>
    Object.assign(state, { scoping: { ...scoping, scopedOn: occurredOn } }),
  [ConventionRevised.type](state, { removedThemes, ...revised }) {
    for (const code of removedThemes) {
      const at = state.themes.findIndex((theme) => theme.code === code);
      if (at >= 0) state.themes.splice(at, 1);
    }
    return Object.assign(state, revised);
  },
  [PerimeterChanged.type](state, { version, territory }, { occurredOn }) {
    state.perimeters.push({ version, territory, from: occurredOn });
    return state;
  },
  [ThemeAdded.type](state, { theme }, { occurredOn }) {
    state.themes.push({ ...theme, addedOn: occurredOn });
    return state;
  },
  [SignatoryDesignated.type](state, signatory, { occurredOn }) {
    withSignatory(state.signing, signatory, occurredOn);
    return state;
  },
  [SignatoryRemoved.type](state, { organisation }, { occurredOn }) {
    const progress = state.signing.progress[organisation];
    if (progress) state.removedSignatories.push({ ...progress, removedOn: occurredOn });
    withoutSignatory(state.signing, organisation);
    return state;
  },
  [PartnerAssociated.type](state, partner, { occurredOn: associatedOn }) {
    state.partners.push({ ...partner, associatedOn });
    return state;
  },
  [PartnerContributionChanged.type](state, { organisation, contribution }) {
    const held = state.partners.find((one) => one.organisation === organisation && one.until === undefined);
    if (held) held.contribution = contribution;
    return state;
  },
  [PartnershipEnded.type](state, { organisation }, { occurredOn }) {
    const held = state.partners.find((one) => one.organisation === organisation && one.until === undefined);
    if (held) held.until = occurredOn;
    return state;
  },
  [DocumentFiled.type](state, document, { occurredOn }) {
    state.document = { ...document, filedOn: occurredOn };
    state.signing.documentHash = document.documentHash;
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
  [Signed.type](state, signature, { actor }) {
    withSignature(state.signing, signature, actor?.subject);
    return state;
  },
  // Announces what follows from the signatures: they are the facts.
  [ConventionFullySigned.type]: (state) => state,
  [SignatoryWithdrawn.type](state, { organisation, noticeOn, leavesOn }) {
    const notices = state.departures[organisation];
    if (notices) notices.push({ noticeOn, leavesOn });
    else state.departures[organisation] = [{ noticeOn, leavesOn }];
    return state;
  },
  [ConventionTerminated.type]: (state, { endedOn }, { occurredOn: decidedOn }) =>
    Object.assign(state, { ending: { how: 'terminated', endedOn, decidedOn } }),
  [ConventionLapsed.type]: (state, { endedOn }, { occurredOn: decidedOn }) =>
    Object.assign(state, { ending: { how: 'lapsed', endedOn, decidedOn } }),
  [ConventionRenewed.type](state, { newConventionId }, { occurredOn }) {
    state.renewal = { newConventionId, renewedOn: occurredOn };
    return state;
  },
};
