export { foldKeepsItsVersion } from './fold-version-testing.js';
export { everyDeciderIsFolded, foldsInLinearTime } from './fold-work-testing.js';
export { type GivenStream, given, streamsOf, testId, type When } from './given-testing.js';
export { recordsWhatIsSent, type SentCommand } from './sent-again-testing.js';
