/**
 * Runs a program of this checkout after installing and building what is missing: `node infra/install/run.mjs <program>
 * [its arguments]`. In this very process, so that a signal to it reaches the program; and not from a `pre` script, which
 * npm leaves out where `ignore-scripts` is set.
 */
import './enough-files.mjs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

await import('./ensure-ready.mjs');
const { root } = await import('./checkout.mjs');
const program = resolve(root, process.argv[2]);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
