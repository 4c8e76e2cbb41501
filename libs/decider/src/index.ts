/**
 * From a command to recorded events.
 *
 *     export const convention: Decider<Convention> = { category: 'partners.convention', initial, evolve };
 *     export const sign = defineCommand({ name: 'partners.sign', roles: ['legal_representative'], …, decide });
 *     const outcome = await executor.execute(sign, { params, body, actor });
 */

export type { CommandOutcome, CommandRequest } from './command-request.js';
export type { Decider, Decision, PastEvent } from './decider.js';
export {
  type AnyCommand,
  type CommandDefinition,
  type DecideInput,
  defineCommand,
  type LookUpInput,
  type ReadModelAccess,
  type RouteParams,
  type StreamAccess,
} from './define-command.js';
export { CommandExecutor, type ExecutorOptions } from './execute-command.js';
export {
  type Explanation,
  forbidden,
  invalid,
  notFound,
  notKnownYet,
  Rejection,
  refused,
} from './rejection.js';
export { assertPast, countsFrom, happenedOn, pastDay } from './when-it-happened.js';
