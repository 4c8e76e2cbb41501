import { contractsCommand } from './command.js';

/** `npm run contracts -- check|release`. */
process.exitCode = contractsCommand(process.argv.slice(2));
