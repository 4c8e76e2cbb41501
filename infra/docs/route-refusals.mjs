import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusalsIn } from './refusals.mjs';

/** What makes a route of a definition: it says nothing of what this one may be refused with. */
const ofTheFrame = new Set(['defineCommand', 'defineQuery', 'defineList', 'defineOperation']);

/** Where the routes are made whose names stand nowhere as they are; and, last, the names that are not called there for these. */
const made = [
  // Nothing holds in the place of what is annulled: no recording command is asked again.
  [/\.annul-(?:\S+-)?fact$/, correctionsOf, /recordedBy$/i],
  [/\.correct-(?:\S+-)?fact$/, correctionsOf],
  [/\.(list-groups|show-group)$/, () => allOf('libs/web-service/src/operations/groups.ts')],
  [/\.(rebuild|place)-group$/, () => allOf('libs/web-service/src/operations/group-orders.ts')],
  [/\.\S*(dead-letters?|discarded)$/, () => allOf('libs/web-service/src/operations/dead-letters.ts')],
];

/**
 * The refusals that each route of a service can give, read off its source: those written in its definition, and in every
 * function that it names, directly or not. A name that is met counts as called, so there may be one too many and there is
 * none too few, as long as what refuses is called by its name.
 * @param names of the routes: `partners.sign`
 * @returns by the name of the route, in their order
 * @throws Error a route is defined where nobody looks
 */
export function routeRefusals(service, names) {
  const definitions = sourcesOf(`services/${service}/src`).flatMap((file) =>
    [...blocksOf(file)]
      .filter(([, { text }]) => /\bname: ['`]/.test(text))
      .map(([name, { text }]) => ({ file, name, text })),
  );
  return Object.fromEntries(
    names.map((route) => {
      const notCalled = made.find(([pattern]) => pattern.test(route))?.[2];
      return [route, reachable(beginningsOf(route, service, definitions), notCalled)];
    }),
  );
}

/** The same as the source of a service says it to its OpenAPI document, formatted as all our sources are. */
export function refusalsFile(service, refusalsByRoute) {
  const said = {};
  const routes = {};
  for (const [route, own] of Object.entries(refusalsByRoute)) {
    for (const { status, code, title } of own) said[`${status} ${code}`] ??= title.replaceAll('\\|', '|');
    if (own.length > 0) routes[route] = own.map(({ status, code }) => `${status} ${code}`);
  }
  const sorted = Object.fromEntries(Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1)));
  const text = [
    "import type { RouteRefusals } from '@ctg/web-service';",
    '',
    '/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */',
    `export const refusals: RouteRefusals = ${JSON.stringify({ said: sorted, routes })};`,
  ].join('\n');
  const biome = ['format', `--stdin-file-path=services/${service}/src/refusals.ts`];
  return execFileSync('node_modules/.bin/biome', biome, { input: text, encoding: 'utf8' });
}

/** The declarations by which a route is made. */
function beginningsOf(route, service, definitions) {
  const placed = (found) => found.map(({ file, name }) => [file, name]);
  const literal = definitions.filter(({ text }) => text.includes(`name: '${route}'`));
  if (literal.length > 0) return placed(literal);
  const known = made.find(([pattern]) => pattern.test(route))?.[1](service, route);
  if (known?.length > 0) return known;
  // Of several templates that fit, the one that says the most.
  const fitting = definitions.flatMap((definition) =>
    [...definition.text.matchAll(/\bname: `([^`]+)`/g)]
      .filter(([, template]) => asPattern(template).test(route))
      .map(([, template]) => ({ definition, says: template.replaceAll(/\$\{[^}]*\}/g, '').length })),
  );
  const most = Math.max(...fitting.map(({ says }) => says));
  if (fitting.length > 0)
    return placed(fitting.filter(({ says }) => says === most).map(({ definition }) => definition));
  throw new Error(`Where is ${route} made? infra/docs/route-refusals.mjs has to know.`);
}

/** All declarations of a file. */
const allOf = (file) => [...blocksOf(file).keys()].map((name) => [file, name]);

/** Of the corrections of a service, those of the kind of things that the route names: `correct-organisation-fact`. */
function correctionsOf(service, route) {
  const file = `services/${service}/src/correction/correction.module.ts`;
  const [, of] = /-(?:(\S+)-)?fact$/.exec(route.replace(/^.*?\.(annul|correct)/, '')) ?? [];
  return [...blocksOf(file)]
    .filter(
      ([, { text }]) => text.includes('correctionCommands(') && /\bof: '([^']+)'/.exec(text)?.[1] === of,
    )
    .map(([name]) => [file, name]);
}

const asPattern = (template) =>
  new RegExp(`^${template.replaceAll('.', '[.]').replaceAll(/\$\{[^}]*\}/g, '[a-z-]+')}$`);

function reachable(beginnings, notCalled) {
  const refusals = new Map();
  const seen = new Set();
  const visit = (inFile, named) => {
    const key = `${inFile} ${named}`;
    const block = blocksOf(inFile).get(named);
    if (!block || seen.has(key)) return;
    seen.add(key);
    for (const { status, code, title } of block.refusals)
      if (!refusals.has(`${status} ${code}`))
        refusals.set(`${status} ${code}`, { status: Number(status), code, title });
    for (const word of block.words) {
      if (ofTheFrame.has(word) || notCalled?.test(word)) continue;
      if (blocksOf(inFile).has(word)) visit(inFile, word);
      else {
        const imported = importsOf(inFile).get(word);
        if (imported) visit(...imported);
      }
    }
  };
  for (const [file, name] of beginnings) visit(file, name);
  return [...refusals.values()].sort(
    (one, other) => one.status - other.status || (one.code < other.code ? -1 : 1),
  );
}

const blocks = new Map();

/** The top-level declarations of a file by name: what is formatted as ours begins each at the margin. */
function blocksOf(file) {
  const known = blocks.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8').replaceAll(/^import [\s\S]*?;$/gm, '');
  const begins = [
    ...text.matchAll(
      /^(?:@\w+\((?:.*\)|[\s\S]*?^\}\))\n)?(?:export )?(?:async )?(?:const|let|function\*?|class) (\w+)/gm,
    ),
  ];
  const found = new Map(
    begins.map(({ 1: name, index }, at) => {
      const own = text.slice(index, begins[at + 1]?.index);
      return [name, { text: own, words: wordsIn(own), refusals: refusalsIn(own) }];
    }),
  );
  blocks.set(file, found);
  return found;
}

/** Identifiers that are not a property's or a text's. */
const wordsIn = (text) =>
  new Set(
    [...withoutTexts(text).matchAll(/(?<![\w$])(?<!(?<!\.\.)\.)[A-Za-z_$][\w$]*(?!\w*\s*:(?!:))/g)].map(
      ([word]) => word,
    ),
  );

const withoutTexts = (text) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''");

const imports = new Map();

/** Where each imported name is declared: `[file, name]`. */
function importsOf(file) {
  const known = imports.get(file);
  if (known) return known;
  const found = new Map();
  for (const [, names, from] of readFileSync(file, 'utf8').matchAll(
    /^import (?:type )?\{([^}]*)\} from '([^']+)'/gm,
  )) {
    const target = targetOf(file, from);
    if (!target) continue;
    for (const { name, as } of namesIn(names)) {
      const declared = declaredAt(target, name);
      if (declared) found.set(as, declared);
    }
  }
  imports.set(file, found);
  return found;
}

const namesIn = (names) =>
  names
    .split(',')
    .map((each) => /^(?:type )?(\w+)(?: as (\w+))?$/.exec(each.trim()))
    .filter(Boolean)
    .map(([, name, as = name]) => ({ name, as }));

/** Follows what a file passes on. */
function declaredAt(file, name) {
  if (blocksOf(file).has(name)) return [file, name];
  const text = readFileSync(file, 'utf8');
  for (const [, names, from] of text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)) {
    const passed = namesIn(names).find(({ as }) => as === name);
    const target = passed && targetOf(file, from);
    if (target) return declaredAt(target, passed.name);
  }
  for (const [, from] of text.matchAll(/^export \* from '([^']+)'/gm)) {
    const target = targetOf(file, from);
    const found = target && declaredAt(target, name);
    if (found) return found;
  }
  return undefined;
}

/** A file of the workspace, as the sources say it; undefined for other people's packages. */
function targetOf(file, from) {
  if (from.startsWith('.')) return join(dirname(file), from.replace(/\.js$/, '.ts'));
  const [, name, sub = ''] = /^@ctg\/([a-z-]+)(\/.*)?$/.exec(from) ?? [];
  const manifest = `libs/${name}/package.json`;
  if (name === undefined || !existsSync(manifest)) return undefined;
  const source = JSON.parse(readFileSync(manifest, 'utf8')).exports[`.${sub}`]?.source;
  return source && join(`libs/${name}`, source);
}

function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/(\.spec|testing)\.ts$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
