import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Libraries that refuse. */
const shared = ['libs/decider/src', 'libs/web-service/src', 'libs/geography/src'];
const statusOf = { invalid: 422, refused: 409, forbidden: 403, mayBeEarly: 409 };

/** A refusal of the domain: `refused({ code: '…', title: … })` or `new Rejection(409, { code: '…', title: … })`. */
const rejections =
  /(?:\b(invalid|refused|forbidden|mayBeEarly)\(|Rejection\((\d+),)\s*\{\s*code: '([a-z-]+)',\s*title:\s*([\s\S]*?)(?=,\s*(?:expected|found|advice)\b|,?\s*\}\s*\)[;,)\s])/g;
/** A problem of the transport: `problem(422, '…', '…'`. */
const problems = /\bproblem\(\s*(\d+), '([a-z-]+)', ('[^']+')/g;

/**
 * The refusals that the sources of these services can give, as a Markdown table: code, HTTP status, what is said, where.
 * A refusal of a library is one of the services whose routes come to it; where that is none of them, of every service.
 * Throws when a refusal is written in a way that is not recognised, so that none goes missing.
 * @param reached by service: what its routes may be refused with, beside what any may
 */
export function refusalTable(services, reached) {
  const found = new Map();
  for (const name of services)
    for (const file of sources(`services/${name}/src`))
      for (const one of refusalsOf(file)) add(found, { ...one, where: name });
  for (const folder of shared)
    for (const file of sources(folder))
      for (const one of refusalsOf(file)) {
        const some = services.filter((name) =>
          reached[name].some(({ status, code }) => status === Number(one.status) && code === one.code),
        );
        const isOfSome = some.length > 0 && some.length < services.length;
        for (const where of isOfSome ? some : ['tous']) add(found, { ...one, where });
      }
  const rows = [...found.values()].sort((one, other) => one.code.localeCompare(other.code));
  return [
    '# Les refus',
    '',
    'Le code s’écrit dans `expect: { rejected: <code> }`. « … » : ce qui dépend de la demande.',
    '',
    '| code | statut | ce qui est dit | service |',
    '|---|---|---|---|',
    ...rows.map(
      ({ code, statuses, titles, wheres }) =>
        `| \`${code}\` | ${[...statuses].join(', ')} | ${[...titles].join(' / ')} | ${wheres.has('tous') ? 'tous' : services.filter((name) => wheres.has(name)).join(', ')} |`,
    ),
  ].join('\n');
}

function add(found, { code, status, title, where }) {
  const row = found.get(code) ?? { code, statuses: new Set(), titles: new Set(), wheres: new Set() };
  row.statuses.add(status);
  if (title) row.titles.add(title);
  row.wheres.add(where);
  found.set(code, row);
}

function refusalsOf(file) {
  const text = readFileSync(file, 'utf8');
  const told = [...text.matchAll(rejections)].length;
  // One that is made of what its caller gives is told where that is written.
  const calls =
    text.match(
      /\b(?:throw|=>|return) (?:invalid|refused|forbidden|mayBeEarly)\(|new Rejection\(\d+, \{(?!\s*\.\.\.)/g,
    ) ?? [];
  if (calls.length > told) {
    throw new Error(`${file}: ${calls.length} refusals, of which ${told} were understood.`);
  }
  return refusalsIn(text);
}

/** The refusals that a piece of source can give. */
export const refusalsIn = (text) => [
  ...[...text.matchAll(rejections)].map(([, helper, status, code, title]) => ({
    code,
    status: status ?? statusOf[helper],
    title: words(title),
  })),
  ...[...text.matchAll(problems)].map(([, status, code, title]) => ({ code, status, title: words(title) })),
];

/** The sentences of an expression, what is computed replaced by an ellipsis. */
function words(expression) {
  const texts = [...expression.matchAll(/'([^']*)'|`([^`]*)`/g)]
    .map(([, plain, template]) => (plain ?? template).replaceAll(/\$\{[^}]*\}/g, '…').replaceAll('|', '\\|'))
    .filter((text) => text.includes(' '));
  return texts.length > 0 ? texts.join(' / ') : '…';
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/(\.spec|testing)\.ts$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
