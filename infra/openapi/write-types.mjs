/** Writes the types of the command line's client from the OpenAPI document. With --check it writes nothing and fails when they are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { wholeDocument } from './document.mjs';

const file = new URL('../../services/cli/src/api/openapi-types.ts', import.meta.url);
/** What the command line asks by its own words; commands and other questions it finds in the catalogues. */
const asked = /^\/api\/(history\/|feed\/relay)/;

const document = await wholeDocument();
const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => asked.test(path)));
const types = astToString(await openapiTS({ ...document, paths }, { alphabetize: true }));
const text = `/** Written by \`npm run client\` from the OpenAPI document: not to be changed here. */\n${types}`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('services/cli/src/api/openapi-types.ts is stale: run « npm run client » and commit it.');
  process.exitCode = 1;
}
