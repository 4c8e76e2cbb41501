/**
 * What the facts of a convention amount to. The service that owns them decides on these folds, its tables and the history
 * show them: one fold for each fact, one place that says what "in force" means (`situationOn`).
 */
export {
  type AmendmentLife,
  amendedTerritory,
  asAmended,
  type Life,
  lifeOf,
  type PerimeterSpan,
  perimeterOn,
  perimetersOf,
  presentSignatories,
} from './amendment/amended.js';
export { convention, mostOf } from './convention/convention-decider.js';
export type { Amendment, AmendmentChanges, ConventionFacts, Territory, Theme } from './convention/facts.js';
export {
  type CommuneCoverage,
  type Coverage,
  coverageOn,
  type PlacedCommune,
} from './coverage/coverage-on.js';
export { type Followed, followed, type SpellsOfCommune, spellsByCommune } from './coverage/spells.js';
export { coverageStatus, coverageStatuses } from './coverage/statuses.js';
export { successionOf } from './coverage/succession.js';
export { conventionFrame, frameOf } from './frame/frame.js';
export { type Governance, governance, noGovernance } from './governance/governance.js';
export { bodyKinds, decisionOutcomes, decisionSubjects } from './governance/words.js';
export { type Mandates, mandate, officerNumbers, officersOn, type Term, termsOf } from './mandate/mandate.js';
export { leavingOn } from './signing/leaving.js';
export { hasSigned, passesLegalityControl } from './signing/signed-by-all-signatories.js';
export {
  type Signatory,
  type SignatoryProgress,
  type Signature,
  type SigningProcess,
  withSignature,
} from './signing/signing-process.js';
export { type AmendmentOn, amendmentOn } from './situation/amendments-on.js';
export { type ConventionOn, conventionOn } from './situation/convention-on.js';
export { type Period, periodsOf } from './situation/periods.js';
export type { SignatoryOn } from './situation/signatories-on.js';
export { isPartyOn, progressBy, signatoriesOf } from './situation/signatories-on.js';
export { type Situation, situationOn } from './situation/situation-on.js';
export { type ConventionStage, conventionStage, conventionStages, type Decided } from './situation/stages.js';
export {
  amendmentStatus,
  amendmentStatuses,
  type ConventionStatus,
  conventionStatus,
  conventionStatuses,
} from './situation/statuses.js';
export type { AwaitedAct } from './waiting/acts-awaited.js';
export { missingOfActsOn } from './waiting/missing-of-acts.js';
export { signaturesAwaitedOn } from './waiting/signatures-awaited.js';
export {
  type KnownBeside,
  meetingsToTell,
  type PlannedMeeting,
  type Task,
  type TaskKind,
  tasksOn,
} from './waiting/tasks-on.js';
