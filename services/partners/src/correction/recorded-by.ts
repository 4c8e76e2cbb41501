import type { DataOf } from '@ctg/contracts';
import {
  AmendmentAbandoned,
  AmendmentDeliberated,
  AmendmentProposed,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  BodyCreated,
  ConventionOpened,
  ConventionRenewed,
  ConventionRevised,
  ConventionScoped,
  ConventionTerminated,
  CooperationOfficerAppointed,
  DecisionRecorded,
  Deliberated,
  DocumentFiled,
  LegalityReceiptRecorded,
  MandateEnded,
  MandateHandedOver,
  MeetingHeld,
  MeetingPlanned,
  OrganisationIdentifiersChanged,
  OrganisationRegistered,
  OrganisationRenamed,
  PartnerAssociated,
  PartnershipEnded,
  PerimeterChanged,
  SignatoryDesignated,
  SignatoryRemoved,
  SignatoryWithdrawn,
  Signed,
  ThemeAdded,
} from '@ctg/contracts/partners';
import type { RecordingCommands } from '@ctg/decider';
import { abandonAmendment, proposalOf, proposeAmendment } from '../amendment/propose-amendment.js';
import { terminateConvention, withdrawSignatory } from '../convention/ending.js';
import { fileDocument } from '../convention/file-document.js';
import {
  addTheme,
  openConvention,
  reviseConvention,
  scopeConvention,
} from '../convention/open-convention.js';
import {
  associatePartner,
  designateSignatory,
  endPartnership,
  removeSignatory,
} from '../convention/parties.js';
import { changePerimeter } from '../convention/perimeter.js';
import { recordRenewal } from '../convention/renewal.js';
import { createBody, holdMeeting, recordDecision } from '../governance/hold-meeting.js';
import { planMeeting } from '../governance/plan-meeting.js';
import { appointCooperationOfficer, endMandate, handOverMandate } from '../mandate/mandate.js';
import { registerOrganisation } from '../organisation/register-organisation.js';
import { recordAmendmentDeliberation, recordDeliberation } from '../signing/deliberation.js';
import { recordAmendmentReceipt, recordLegalityReceipt } from '../signing/legality-receipt.js';
import { sign, signAmendment } from '../signing/signature.js';

/** What a person records of a convention, by the type of its event, and the command that records it: a correction says nothing that it refuses, and says what it warns of. */
export const recordedBy: RecordingCommands = {
  [ConventionOpened.type]: openConvention,
  [ConventionScoped.type]: scopeConvention,
  [ConventionRevised.type]: {
    command: reviseConvention,
    body: ({ removedThemes, ...data }: DataOf<typeof ConventionRevised>) => ({
      ...data,
      removeThemes: removedThemes,
    }),
  },
  [ThemeAdded.type]: { command: addTheme, body: ({ theme }: DataOf<typeof ThemeAdded>) => theme },
  [PerimeterChanged.type]: changePerimeter,
  [SignatoryDesignated.type]: designateSignatory,
  [SignatoryRemoved.type]: removeSignatory,
  [PartnerAssociated.type]: associatePartner,
  [PartnershipEnded.type]: endPartnership,
  [DocumentFiled.type]: fileDocument,
  [Deliberated.type]: recordDeliberation,
  [LegalityReceiptRecorded.type]: recordLegalityReceipt,
  [Signed.type]: sign,
  [AmendmentProposed.type]: { command: proposeAmendment, body: proposalOf },
  [AmendmentAbandoned.type]: abandonAmendment,
  [AmendmentDeliberated.type]: recordAmendmentDeliberation,
  [AmendmentReceiptRecorded.type]: recordAmendmentReceipt,
  [AmendmentSigned.type]: signAmendment,
  [SignatoryWithdrawn.type]: {
    command: withdrawSignatory,
    // Whether the others agreed on less than the three months is not recorded.
    body: (data: DataOf<typeof SignatoryWithdrawn>) => ({ ...data, shorterNoticeAgreed: true }),
  },
  [ConventionTerminated.type]: terminateConvention,
  [ConventionRenewed.type]: recordRenewal,
  [BodyCreated.type]: createBody,
  [MeetingPlanned.type]: planMeeting,
  [MeetingHeld.type]: holdMeeting,
  [DecisionRecorded.type]: recordDecision,
  [CooperationOfficerAppointed.type]: appointCooperationOfficer,
  [MandateHandedOver.type]: {
    command: handOverMandate,
    body: ({ from, ...data }: DataOf<typeof MandateHandedOver>) => ({ ...data, holder: from }),
  },
  [MandateEnded.type]: endMandate,
};

/** The same of organisations. */
export const organisationsRecordedBy: RecordingCommands = {
  [OrganisationRegistered.type]: registerOrganisation,
  [OrganisationRenamed.type]: registerOrganisation,
  [OrganisationIdentifiersChanged.type]: registerOrganisation,
};
