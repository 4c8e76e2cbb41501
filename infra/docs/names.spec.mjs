import { namesNotThere } from './names.mjs';

const pages = { 'docs/operations.md': '# Marche\n\n## L’élan, la fin\n' };
const there = {
  paths: new Set([
    'docs',
    'docs/operations.md',
    'libs/feed/src/relay.spec.ts',
    'services/cli/src/refusals.ts',
  ]),
  scripts: new Set(['check', 'check:names']),
  packages: new Set(['@ctg/feed', '@ctg/feed/kafka']),
  isWritten: (name) => ['relayStatus', 'CTG_URL', 'caf_id'].includes(name),
  isSaid: (text) => text === 'format.json',
  page: (path) => pages[path],
};
const faults = (text) => namesNotThere('docs/page.md', text, there);

test('what is there may be named: files, any of a kind, suites, scripts, packages, names of the sources, links', () => {
  expect(
    faults(
      '`libs/feed/src/relay.spec.ts`, `services/*/src/refusals.ts`, `libs/{feed,cli}/src`, `npm test -- libs/feed/src/relay`, `relay.spec.ts`, `format.json`\n' +
        '`npm run check`, `npm run -s check:names`, `@ctg/feed/kafka`, `relayStatus`, `CTG_URL=x`, `caf_id`, `pg_dump`\n' +
        '[a page](operations.md), [a part](operations.md#lélan-la-fin), [elsewhere](https://example.org/x)',
    ),
  ).toEqual([]);
});

test.each([
  ['a file', '`libs/feed/src/relay.ts`', 'libs/feed/src/relay.ts'],
  ['a file without its folder', '`relay.ts`', 'relay.ts'],
  ['any of a kind', '`services/*/src/refused.ts`', 'services/*/src/refused.ts'],
  ['a suite', '`npm test -- libs/feed/src/rel`', 'libs/feed/src/rel'],
  ['a script', 'as `npm run chek` does', 'npm run chek'],
  ['a script of an example', '```\nnpm run -s chek -- x\n```', 'npm run chek'],
  ['a part of a package', '`@ctg/feed/kafak`', '@ctg/feed/kafak'],
  ['a name of the sources', 'by `relayStatuses`', 'relayStatuses'],
  ['a variable', '`CTG_URI`', 'CTG_URI'],
  ['a page', '[a page](operation.md)', 'operation.md'],
  ['a part of a page', '[a part](operations.md#lélan)', 'operations.md#lélan'],
])('%s that is not there is told with its line', (_what, text, named) => {
  expect(faults(`One.\n${text}`)).toEqual([`docs/page.md:${text.startsWith('```') ? 3 : 2}: ${named}`]);
});
