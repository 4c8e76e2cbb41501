/**
 * From a command to recorded events.
 *
 *     export const convention = defineDecider<Convention>()({ category: 'partners.convention', events, begins, steps });
 *     export const sign = defineCommand({ name: 'partners.sign', roles: ['legal_representative'], …, decide });
 *     const outcome = await executor.execute(sign, { params, body, actor });
 */

export { type AlreadyThere, alreadyThere, type Decision, type Events, isRecorded } from './already-there.js';
export type { CommandOutcome, CommandRequest } from './command-request.js';
export { type ConventionFrame, type Warn, warnOfThemes, warnOfYear } from './convention-frame.js';
export { type Correctable, correctionCommands } from './corrections/correct-fact.js';
export type { RecordingCommands } from './corrections/recorded-by.js';
export { correcting, isSameSaying, type RecordedHistory } from './corrections/recorded-fact.js';
export { revised } from './corrections/revise-caused.js';
export { assertNothingStands, standingInAll } from './corrections/standing-on.js';
export { type Decider, ownState, type PastEvent } from './decider.js';
export {
  type AnyCommand,
  type CommandDefinition,
  type DecideInput,
  defineCommand,
  type LookUpInput,
  type ReadModelAccess,
  type RouteParams,
  type StreamAccess,
  type StreamPlace,
} from './define-command.js';
export { defineDecider } from './define-decider.js';
export {
  CommandExecutor,
  type ExecutorOptions,
} from './execute-command.js';
export { type Fold, foldOf, type StepsOf } from './fold-of.js';
export { readable } from './folded-stream.js';
export { madeId } from './made-id.js';
export {
  assertRoom,
  type Explanation,
  forbidden,
  invalid,
  mayBeEarly,
  notFound,
  notKnownYet,
  Rejection,
  refused,
} from './rejection.js';
export { Snapshots, snapshotTable } from './snapshots.js';
export { Turns } from './turns.js';
export { isEarly, type Tables, TablesBehind } from './waiting-for-tables.js';
export { assertPast, countsFrom, happenedDay, happenedOn, pastDay } from './when-it-happened.js';
