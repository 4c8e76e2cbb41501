import type { DataOf } from '@ctg/contracts';
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
  PartnershipEnded,
  PerimeterChanged,
  SignatoryDesignated,
  SignatoryRemoved,
  SignatoryWithdrawn,
  Signed,
  ThemeAdded,
} from '@ctg/contracts/partners';
import type { PastEvent } from '@ctg/decider';
import { evolveAmendments } from '../amendment/evolve-amendments.js';
import {
  withDeliberation,
  withoutSignatory,
  withReceipt,
  withSignatory,
  withSignature,
} from '../signing/signing-process.js';
import { type Convention, type OpenConvention, openedConvention } from './convention.js';

type Step = (state: OpenConvention, data: never) => OpenConvention;

const without = (list: readonly string[], one: string) => list.filter((other) => other !== one);

const steps: Readonly<Record<string, Step>> = {
  [ConventionScoped.type]: (state, scoping: DataOf<typeof ConventionScoped>) => ({ ...state, scoping }),
  [PerimeterChanged.type]: (state, { version, territory }: DataOf<typeof PerimeterChanged>) => ({
    ...state,
    territory,
    perimeterVersion: version,
  }),
  [ThemeAdded.type]: (state, { theme }: DataOf<typeof ThemeAdded>) => ({
    ...state,
    themes: [...state.themes, theme],
  }),
  [SignatoryDesignated.type]: (state, signatory: DataOf<typeof SignatoryDesignated>) => ({
    ...state,
    signing: withSignatory(state.signing, signatory),
  }),
  [SignatoryRemoved.type]: (state, { organisation }: DataOf<typeof SignatoryRemoved>) => ({
    ...state,
    signing: withoutSignatory(state.signing, organisation),
  }),
  [PartnerAssociated.type]: (state, { organisation }: DataOf<typeof PartnerAssociated>) => ({
    ...state,
    partners: [...state.partners, organisation],
  }),
  [PartnershipEnded.type]: (state, { organisation }: DataOf<typeof PartnershipEnded>) => ({
    ...state,
    partners: without(state.partners, organisation),
  }),
  [DocumentFiled.type]: (state, { documentHash }: DataOf<typeof DocumentFiled>) => ({
    ...state,
    signing: { ...state.signing, documentHash },
  }),
  [Deliberated.type]: (state, data: DataOf<typeof Deliberated>) => ({
    ...state,
    signing: withDeliberation(state.signing, data),
  }),
  [LegalityReceiptRecorded.type]: (state, data: DataOf<typeof LegalityReceiptRecorded>) => ({
    ...state,
    signing: withReceipt(state.signing, data),
  }),
  [Signed.type]: (state, data: DataOf<typeof Signed>) => ({
    ...state,
    signing: withSignature(state.signing, data),
  }),
  [ConventionFullySigned.type]: (state, days: DataOf<typeof ConventionFullySigned>) => ({
    ...state,
    phase: 'signed',
    ...days,
  }),
  [SignatoryWithdrawn.type]: (state, { organisation, leavesOn }: DataOf<typeof SignatoryWithdrawn>) => ({
    ...state,
    departures: { ...state.departures, [organisation]: leavesOn },
  }),
  [ConventionTerminated.type]: (state, { endedOn }: DataOf<typeof ConventionTerminated>) => ({
    ...state,
    phase: 'ended',
    ending: { how: 'terminated', endedOn },
  }),
  [ConventionLapsed.type]: (state, { endedOn }: DataOf<typeof ConventionLapsed>) => ({
    ...state,
    phase: 'ended',
    ending: { how: 'lapsed', endedOn },
  }),
  [ConventionRenewed.type]: (state, { newConventionId }: DataOf<typeof ConventionRenewed>) => ({
    ...state,
    renewedBy: newConventionId,
  }),
};

/** Folds one event; each step copies only what it changes. */
export function evolveConvention(
  state: Convention,
  event: PastEvent & { readonly conventionId?: string },
): Convention {
  if (event.type === ConventionOpened.type) {
    return openedConvention(event.conventionId ?? '', event.data as DataOf<typeof ConventionOpened>);
  }
  if (state.phase === 'unopened') return state;
  const step = steps[event.type];
  return step ? step(state, event.data as never) : evolveAmendments(state, event);
}
