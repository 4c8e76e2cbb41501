export { labels as stateLabels } from './history/state-words.js';
export { runCli } from './run-cli.js';
