export { findScenario, shippedScenarios } from './commands/find-scenario.js';
export { runCli } from './run-cli.js';
export { answerAt } from './scenario/answer-check.js';
export type { Step } from './scenario/expand.js';
export { readScenario } from './scenario/read-scenario.js';
export { ScenarioSource } from './scenario/source.js';
