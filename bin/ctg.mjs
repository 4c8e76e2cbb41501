#!/usr/bin/env node
/**
 * The `ctg` command of this checkout, from any folder and without npm: what it writes is its answer and nothing else.
 *
 *     T=$(/path/to/the/checkout/bin/ctg.mjs token --as caf_adviser)
 */
process.argv.splice(2, 0, 'services/cli/dist/main.js');
await import('../infra/install/run.mjs');
