/** Writes the types of the command line's client from the OpenAPI document, a file an area. With --check it writes nothing and fails when they are stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { wholeDocument } from './document.mjs';

/** What the command line asks by its own words; commands and other questions it finds in the catalogues. */
const areas = {
  relay: /^\/api\/feed\/relay/,
  conventions: /^\/api\/history\/conventions(\/\{conventionId\}\/(events|state.*))?$/,
  chain: /^\/api\/history\/conventions\/\{conventionId\}\/chain/,
  roles: /^\/api\/history\/conventions\/\{conventionId\}\/who-does-what/,
  review: /^\/api\/history\/conventions\/\{conventionId\}\/yearly-review/,
  view: /^\/api\/history\/global-view/,
  offer: /^\/api\/history\/conventions\/\{conventionId\}\/optimise-or-develop/,
  decisions: /^\/api\/history\/conventions\/\{conventionId\}\/decisions/,
  portfolio: /^\/api\/partners\/conventions$/,
  coverage: /^\/api\/partners\/coverage/,
  work: /^\/api\/partners\/work/,
  'dead-letters': /^\/api\/history\/dead-letters/,
  groups: /^\/api\/history\/groups/,
};
const folder = new URL('../../services/cli/src/api/types/', import.meta.url);
const document = await wholeDocument();
mkdirSync(folder, { recursive: true });
for (const [area, asked] of Object.entries(areas)) {
  const paths = Object.fromEntries(
    Object.entries(document.paths)
      .filter(([path]) => asked.test(path))
      .map(([path, item]) => [path, withoutExamples(withoutProblems(item))]),
  );
  const components = referred(paths);
  const types = astToString(await openapiTS({ ...document, paths, components }, { alphabetize: true }))
    // Nothing but the addresses is for others; what is empty is for nobody.
    .replaceAll(/^export type .* = Record<string, never>;\n/gm, '')
    .replaceAll(/^export (?!interface paths )/gm, '');
  const text = `/** Written by \`npm run client\` from the OpenAPI document: not to be changed here. */\n${types}`;
  const file = new URL(`${area}.ts`, folder);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (written(file) !== text) {
    console.error(`services/cli/src/api/types/${area}.ts is stale: run « npm run client » and commit it.`);
    process.exitCode = 1;
  }
}

function written(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A refusal has one form wherever it comes from; the client reads it by its own type (`problem.ts`). */
function withoutProblems(item) {
  const without = ({ responses, ...operation }) => ({
    ...operation,
    responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2'))),
  });
  return Object.fromEntries(
    Object.entries(item).map(([verb, operation]) => [
      verb,
      operation.responses ? without(operation) : operation,
    ]),
  );
}

/** Values say nothing of types. */
function withoutExamples(item) {
  return JSON.parse(JSON.stringify(item, (name, value) => (name === 'example' ? undefined : value)));
}

/** The parts of the document that something refers to, and what those refer to. */
function referred(from, found = {}) {
  for (const [, kind, name] of JSON.stringify(from).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    if (found[kind]?.[name]) continue;
    found[kind] = { ...found[kind], [name]: document.components[kind][name] };
    referred(found[kind][name], found);
  }
  return found;
}
