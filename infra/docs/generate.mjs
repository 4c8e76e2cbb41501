/**
 * Writes what the documents say of commands, statuses and events from their definitions: the second half of docs/scenarios.md and
 * docs/scenarios.schema.json for editors; docs/events.md and docs/asyncapi.yaml for subscribers; src/refusals.ts of each service for
 * the OpenAPI document. With --check it writes nothing and fails when a page is stale.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { asyncApiDocument, eventsPage } from '../../libs/contracts/dist/asyncapi/index.js';
import { formatSchema } from '../../services/cli/dist/scenario/format.js';
import { commandPages } from './command-pages.mjs';
import { editorSchema } from './editor-schema.mjs';
import { refusalTable } from './refusals.mjs';
import { refusalsFile, routeRefusals } from './route-refusals.mjs';
import { statusTables } from './statuses.mjs';

const services = ['partners', 'diagnostics', 'action-plans', 'evaluation', 'history'];
const marker = '<!-- La suite est écrite par « npm run docs » : ne pas la modifier ici. -->';

const { catalogueOf, isOfAnyRoute, operationsOf } = await import('../../libs/web-service/dist/index.js');
const { roles } = await import('../../libs/access/dist/index.js');
const statuses = statusTables(await import('../../libs/convention/dist/index.js'));
const definitions = await Promise.all([...services, 'feed'].map(definitionOf));
const catalogues = definitions.filter(({ name }) => services.includes(name)).map((one) => catalogueOf(one));

async function definitionOf(name) {
  const exported = await import(`../../services/${name}/dist/index.js`);
  const definition = Object.values(exported).find((one) => Array.isArray(one?.commands) && one.name === name);
  if (!definition) throw new Error(`services/${name} exports no service definition; is it built?`);
  return definition;
}

/** By service and route: what it may be refused with, beside what any may. */
const refusals = Object.fromEntries(
  definitions.map((definition) => {
    const routes = [...definition.commands, ...definition.queries, ...operationsOf(definition)];
    const found = routeRefusals(
      definition.name,
      routes.map(({ name }) => name),
    );
    const own = Object.entries(found).map(([route, all]) => [
      route,
      all.filter(({ status, code }) => !isOfAnyRoute(status, code)),
    ]);
    return [definition.name, Object.fromEntries(own)];
  }),
);
const reached = Object.fromEntries(
  Object.entries(refusals).map(([name, byRoute]) => [name, Object.values(byRoute).flat()]),
);

const page = readFileSync('docs/scenarios.md', 'utf8');
const [preface] = page.split(marker);
const generated = {
  'docs/scenarios.md': `${preface.trimEnd()}\n\n${marker}\n\n${commandPages(catalogues, roles)}\n${statuses}\n\n${refusalTable(services, reached)}\n`,
  'docs/scenarios.schema.json': `${JSON.stringify(editorSchema(formatSchema(), catalogues), null, 2)}\n`,
  'docs/events.md': eventsPage(),
  'docs/asyncapi.yaml': stringify(asyncApiDocument(), { aliasDuplicateObjects: false, lineWidth: 0 }),
  ...Object.fromEntries(
    Object.entries(refusals).map(([name, byRoute]) => [
      `services/${name}/src/refusals.ts`,
      refusalsFile(name, byRoute),
    ]),
  ),
};

let stale = 0;
for (const [file, text] of Object.entries(generated)) {
  if (process.argv.includes('--check')) {
    if (readIfThere(file) === text) continue;
    stale++;
    console.error(`${file} is stale: run « npm run docs » and commit it.`);
  } else {
    writeFileSync(file, text);
    console.log(`${file} written.`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
