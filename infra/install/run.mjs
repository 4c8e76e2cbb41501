/**
 * Runs a program of this checkout after installing and building what is missing: `node infra/install/run.mjs <program>
 * [its arguments]`. In this very process, so that a signal to it reaches the program; and not from a `pre` script, which
 * npm leaves out where `ignore-scripts` is set.
 */
import './ensure-ready.mjs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './checkout.mjs';

const program = resolve(root, process.argv[2]);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
