import {
  AmendmentDeliberated,
  AmendmentProposed,
  BodyCreated,
  ConventionFullySigned,
  CooperationOfficerAppointed,
  Deliberated,
  MeetingHeld,
  MeetingPlanned,
  PartnerAssociated,
  Signed,
} from '@ctg/contracts/partners';
import { amendmentChanges } from '@ctg/contracts/testing';
import { convention } from '@ctg/convention';
import { given, recordsWhatIsSent, type SentCommand, testId } from '@ctg/decider/testing';
import { abandonAmendment, proposeAmendment } from './amendment/propose-amendment.js';
import { lapseConvention, terminateConvention, withdrawSignatory } from './convention/ending.js';
import { fileDocument } from './convention/file-document.js';
import { addTheme, openConvention, reviseConvention, scopeConvention } from './convention/open-convention.js';
import {
  associatePartner,
  designateSignatory,
  endPartnership,
  removeSignatory,
} from './convention/parties.js';
import { changePerimeter } from './convention/perimeter.js';
import { recordRenewal } from './convention/renewal.js';
import { createBody, holdMeeting, recordDecision } from './governance/hold-meeting.js';
import { holdPlannedMeeting, planMeeting } from './governance/plan-meeting.js';
import { partnersService } from './index.js';
import { appointCooperationOfficer, endMandate, handOverMandate } from './mandate/mandate.js';
import { registerOrganisation } from './organisation/register-organisation.js';
import { scene } from './scene.js';
import { recordAmendmentDeliberation, recordDeliberation } from './signing/deliberation.js';
import { recordAmendmentReceipt, recordLegalityReceipt } from './signing/legality-receipt.js';
import { sign, signAmendment } from './signing/signature.js';

const { anor, fourmies, caf, conventionBody, opened, signatory, hash } = scene;
const [conventionId, amendmentId, bodyId, meetingId] = [testId(99), testId(98), testId(97), testId(96)];
const params = { conventionId, amendmentId, cafId: 'caf-59' };
const msa = '900059023';
const unsigned = [opened, signatory(anor), signatory(fourmies)];
const vote = {
  organisation: anor,
  deliberatedOn: '2026-01-10',
  reference: '2026-01',
  outcome: 'approved',
} as const;
const deliberated = Deliberated(vote, { occurredOn: vote.deliberatedOn });
const signature = {
  organisation: anor,
  signedOn: '2026-01-20',
  signingCapacity: 'legal-representative',
} as const;
const signed = Signed(signature, { occurredOn: signature.signedOn });
const complete = ConventionFullySigned({
  completedOn: '2026-01-20',
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
});
const inForce = [opened, signatory(anor), deliberated, signed, complete];
const amended = [
  ...inForce,
  AmendmentProposed({
    amendmentId,
    title: 'Avenant',
    effectOn: '2027-01-01',
    changes: amendmentChanges({ bringsPlan: true }),
  }),
];
const amendmentVoted = AmendmentDeliberated({ amendmentId, ...vote }, { occurredOn: vote.deliberatedOn });
const mayor = { role: 'legal_representative', organisation: anor } as const;
const otherVote = {
  organisation: fourmies,
  deliberatedOn: '2026-01-11',
  reference: '2026-02',
  outcome: 'rejected',
  documentHash: hash('b'),
};
const receipt = { organisation: anor, receiptNumber: '059-1', receivedOn: '2026-01-12' };
const otherReceipt = { organisation: fourmies, receiptNumber: '059-2', receivedOn: '2026-01-13' };
const otherSignature = {
  organisation: fourmies,
  signedOn: '2026-01-21',
  signingCapacity: 'caf-president',
  documentHash: hash('b'),
  certificate: 'eIDAS-2',
};
const appointed = CooperationOfficerAppointed({ holder: 'cc-01', employer: anor, from: '2026-01-01' });
const held = MeetingHeld({
  meetingId,
  bodyId,
  bodyKind: 'copil',
  heldOn: '2026-03-01',
  attendees: [],
  agenda: [],
});

const successor = given(convention, {
  ...opened,
  occurredOn: '2026-04-01',
  data: {
    ...opened.data,
    effectOn: '2031-01-01',
    endsOn: '2035-12-31',
    previousConventionId: conventionId,
  },
}).state();

const table: SentCommand[] = [
  {
    command: registerOrganisation,
    params: { organisation: anor, cafId: 'caf-59' },
    body: { name: 'Anor', kind: 'commune', inseeCode: '59012', siret: '21590012700014', cogVintage: 2026 },
    others: {
      name: 'Ville d’Anor',
      kind: 'association',
      // Of another place, of another organisation.
      inseeCode: '59249',
      siret: '21590249500013',
      cogVintage: 2025,
    },
  },
  {
    command: registerOrganisation,
    params: { organisation: msa, cafId: 'caf-59' },
    body: { name: 'MSA', kind: 'msa', siret: '90005902300011' },
    others: { name: 'MSA Nord', kind: 'cpam', inseeCode: '59350', siret: '90005902300029', cogVintage: 2025 },
  },
  {
    command: openConvention,
    params: { conventionId },
    body: { ...conventionBody, themes: [{ code: 'jeunesse' }] },
    others: {
      title: 'Autre',
      caf: msa,
      territory: { ...conventionBody.territory, communes: ['59249'] },
      effectOn: '2026-02-01',
      endsOn: '2029-12-31',
      themes: [],
      openedOn: '2025-01-01',
      previousConventionId: testId(5),
    },
  },
  {
    command: reviseConvention,
    past: [opened],
    params,
    body: { title: 'CTG nouvelle', removeThemes: ['petite-enfance'], revisedOn: '2026-02-01' },
    others: {
      title: 'CTG autre',
      effectOn: '2026-02-01',
      endsOn: '2029-12-31',
      removeThemes: ['logement'],
      revisedOn: '2026-02-02',
    },
  },
  {
    command: scopeConvention,
    past: unsigned,
    body: { expectations: 'Mieux', successCriteria: ['a', 'b'], calendar: '2026', scopedOn: '2026-01-05' },
    others: { expectations: 'Autre', successCriteria: ['a'], calendar: '2027', scopedOn: '2026-01-06' },
  },
  {
    command: changePerimeter,
    past: unsigned,
    body: {
      territory: { ...conventionBody.territory, communes: ['59249', '59012', '59659'] },
      changedOn: '2026-01-05',
    },
    others: {
      territory: { ...conventionBody.territory, communes: ['59249'] },
      changedOn: '2026-01-06',
    },
  },
  {
    command: addTheme,
    past: unsigned,
    body: { code: 'seniors', label: 'Seniors', addedOn: '2026-01-05' },
    others: { code: 'sante', label: 'Aînés', nationalTheme: 'jeunesse', addedOn: '2026-01-06' },
  },
  {
    command: designateSignatory,
    past: [opened],
    params,
    facts: () => 'commune',
    body: { organisation: anor },
    others: {
      organisation: fourmies,
      capacity: 'commune membre',
      required: false,
      deliberates: false,
      signatures: ['caf-director'],
      designatedOn: '2026-01-06',
    },
  },
  {
    command: removeSignatory,
    past: unsigned,
    body: { organisation: anor, removedOn: '2026-01-05' },
    others: { organisation: fourmies, removedOn: '2026-01-06' },
  },
  {
    command: associatePartner,
    past: [opened],
    params,
    body: { organisation: msa, contribution: 'Un poste', associatedOn: '2026-01-05' },
    others: { organisation: caf, contribution: 'Deux postes', associatedOn: '2026-01-06' },
  },
  {
    command: endPartnership,
    past: [opened, PartnerAssociated({ organisation: msa }), PartnerAssociated({ organisation: caf })],
    body: { organisation: msa, endedOn: '2026-01-05' },
    others: { organisation: caf, endedOn: '2026-01-06' },
  },
  {
    command: createBody,
    params: { conventionId, bodyId },
    body: { kind: 'copil', title: 'Copil', members: [anor, fourmies], createdOn: '2026-01-05' },
    others: { kind: 'cotech', title: 'Comité', members: [anor], createdOn: '2026-01-06' },
  },
  {
    command: holdMeeting,
    params: { conventionId, meetingId },
    facts: ({ bodyId: id }) => (id === bodyId ? { kind: 'copil' } : undefined),
    body: { bodyId, heldOn: '2026-01-05' },
    others: {
      bodyId: testId(4),
      heldOn: '2026-01-06',
      attendees: [{ organisation: anor, role: 'maire' }],
      agenda: ['Bilan'],
      minutesHash: hash('c'),
    },
  },
  {
    command: planMeeting,
    params: { conventionId, meetingId },
    today: '2026-01-05',
    facts: ({ bodyId: id }) => (id === bodyId ? { kind: 'copil' } : undefined),
    body: { bodyId, plannedOn: '2026-02-05' },
    others: { bodyId: testId(4), plannedOn: '2026-02-06', agenda: ['Bilan'] },
  },
  {
    command: holdPlannedMeeting,
    past: [MeetingPlanned({ meetingId, bodyId, bodyKind: 'copil', plannedOn: '2026-01-05', agenda: [] })],
    params: { conventionId, meetingId },
    body: {},
    others: {
      heldOn: '2026-01-06',
      attendees: [{ organisation: anor, role: 'maire' }],
      agenda: ['Bilan'],
      minutesHash: hash('c'),
    },
  },
  {
    command: recordDecision,
    past: [BodyCreated({ bodyId, kind: 'copil', title: 'Copil', members: [] }), held],
    body: { meetingId, subject: 'diagnostic', title: 'Validé' },
    others: {
      subject: 'action-plan',
      outcome: 'rejected',
      title: 'Rejeté',
      details: 'À revoir',
      evidence: ['Rapport'],
    },
    names: ['meetingId'],
  },
  {
    command: appointCooperationOfficer,
    body: { holder: 'cc-01', employer: anor, from: '2026-01-05' },
    others: {
      holder: 'cc-02',
      employer: fourmies,
      from: '2026-01-06',
      workingTimePercent: 50,
      area: 'Ouest',
      themes: ['jeunesse'],
    },
  },
  {
    command: handOverMandate,
    past: [appointed],
    body: { to: 'cc-02', on: '2026-02-01' },
    others: { holder: 'cc-09', to: 'cc-03', on: '2026-02-02', employer: fourmies, note: 'Dossiers' },
  },
  {
    command: endMandate,
    past: [appointed],
    body: { on: '2026-02-01' },
    others: { holder: 'cc-09', on: '2026-02-02' },
  },
  {
    command: fileDocument,
    past: unsigned,
    body: { documentHash: hash('a'), title: 'Convention', filedOn: '2026-01-05' },
    others: { documentHash: hash('b'), title: 'Convention v2', filedOn: '2026-01-06' },
  },
  { command: recordDeliberation, past: unsigned, body: vote, others: otherVote },
  {
    command: recordLegalityReceipt,
    past: [...unsigned, deliberated],
    body: receipt,
    others: otherReceipt,
  },
  {
    command: sign,
    past: [...unsigned, deliberated],
    actor: mayor,
    body: signature,
    others: otherSignature,
  },
  {
    command: proposeAmendment,
    past: inForce,
    params,
    facts: ({ addSignatories = [] }) =>
      (addSignatories as { organisation: string }[]).map(({ organisation }) => signatory(organisation).data),
    body: { title: 'Avenant', effectOn: '2027-01-01', bringsPlan: true },
    others: {
      title: 'Autre',
      effectOn: '2027-02-01',
      cogVintage: 2025,
      addCommunes: ['59659'],
      removeCommunes: ['59012'],
      addSignatories: [{ organisation: fourmies }],
      removeSignatories: [anor],
      addThemes: [{ code: 'logement' }],
      newEndsOn: '2031-01-01',
      bringsPlan: false,
      proposedOn: '2026-05-01',
    },
  },
  { command: recordAmendmentDeliberation, past: amended, params, body: vote, others: otherVote },
  {
    command: recordAmendmentReceipt,
    past: [...amended, amendmentVoted],
    params,
    body: receipt,
    others: otherReceipt,
  },
  {
    command: signAmendment,
    past: [...amended, amendmentVoted],
    params,
    facts: () => true,
    actor: mayor,
    body: signature,
    others: otherSignature,
  },
  {
    command: abandonAmendment,
    past: amended,
    params,
    body: { why: 'Caduc', abandonedOn: '2026-05-01' },
    others: { why: 'Autre', abandonedOn: '2026-05-02' },
  },
  {
    command: withdrawSignatory,
    past: unsigned,
    body: { organisation: anor, noticeOn: '2026-01-05', leavesOn: '2026-06-05' },
    others: { organisation: fourmies, noticeOn: '2026-01-06', leavesOn: '2026-07-05' },
    permissions: ['shorterNoticeAgreed'],
  },
  {
    command: terminateConvention,
    past: inForce,
    body: { endedOn: '2026-06-30', decidedOn: '2026-05-01' },
    others: { endedOn: '2026-07-31', decisionId: testId(3), decidedOn: '2026-05-02' },
  },
  { command: lapseConvention, past: inForce, today: '2031-01-05', body: {}, others: {} },
  {
    command: recordRenewal,
    past: inForce,
    params,
    facts: () => successor,
    body: { newConventionId: testId(3), renewedOn: '2026-05-01' },
    others: { newConventionId: testId(4), renewedOn: '2026-05-02' },
  },
];

recordsWhatIsSent(partnersService.commands, table);
