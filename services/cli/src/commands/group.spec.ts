import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const conventions = 'projection:conventions@6';
const reaction = 'diagnostics:reaction:open-diagnostic-of-convention';
const one = (group: string, kind: string, more: object = {}) => ({
  group,
  kind,
  position: '41',
  head: '42',
  caughtUp: false,
  parked: 0,
  standby: false,
  rebuilding: false,
  lastProgressAt: '2026-03-01T10:00:00Z',
  ...more,
});
const listed: Readonly<Record<string, readonly object[]>> = {
  partners: [one(conventions, 'table', { rebuilding: true }), one('projection:known-conventions@5', 'table')],
  diagnostics: [
    one(reaction, 'reaction', { caughtUp: true, position: '42', parked: 2 }),
    one('projection:known-conventions@5', 'table', {
      failure: 'The checkpoint 41 is not of this event store',
    }),
  ],
};

let server: Server;
let asked: { url: string; body: unknown }[];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => (text += piece));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://here');
      const [, , service = '', ...rest] = pathname.split('/');
      const isForm = pathname === '/identity/token';
      asked.push({ url: request.url ?? '', body: text && !isForm ? JSON.parse(text) : text });
      const answer = (body: unknown) => response.end(JSON.stringify(body));
      if (isForm) answer({ access_token: 'jeton' });
      else if (rest.join('/') === 'groups') answer({ items: listed[service] ?? [] });
      else if (rest.join('/') === 'groups/one')
        answer({
          ...one(searchParams.get('group') ?? '', 'table'),
          orders: [
            {
              action: 'rebuild',
              reason: 'Colonne fausse',
              by: 'op-1',
              at: '2026-03-01T10:00:00Z',
              before: '40',
              after: '41',
              doneAt: '2026-03-01T10:01:00Z',
            },
          ],
        });
      else answer({ group: JSON.parse(text).group, before: '42', after: '0', head: '42' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
});

async function ctg(...args: string[]) {
  const out: string[] = [];
  const { port } = server.address() as AddressInfo;
  const say = (line: string) => void out.push(line);
  const environment = { CTG_URL: `http://127.0.0.1:${port}` };
  const code = await runCli(args, environment, { out: say, say, progress: () => {} });
  return { code, said: out.join('\n') };
}
const orders = () => asked.filter(({ url }) => /\/(rebuild|place)$/.test(url));

test('every group of every service, and what each is doing, to the operator of the platform', async () => {
  const { code, said } = await ctg('group', 'list');
  expect(code).toBe(0);
  expect(said).toMatch(
    /partners +projection:conventions@6 +41 +42 +rattrape le journal ; table refaite à côté/,
  );
  expect(said).toMatch(/diagnostics +diagnostics:reaction:\S+ +42 +42 +à jour ; 2 mis de côté/);
  expect(said).toContain('not of this event store');
  expect(asked[0]?.body).toContain('persona=operator');
});

test('one is shown with the orders it was given', async () => {
  const { said } = await ctg('group', 'show', 'projection:conventions');
  expect(said).toContain('Position 41 sur 42');
  expect(said).toContain('table refaite, de 40 à 41, par op-1 : Colonne fausse');
});

test('a table is built anew in every service that has it, or in one; what acts is placed back', async () => {
  const reason = 'Colonne fausse';
  await ctg('group', 'rebuild', 'projection:known', '--reason', reason);
  expect(orders().map(({ url }) => url)).toEqual([
    '/api/partners/groups/rebuild',
    '/api/diagnostics/groups/rebuild',
  ]);
  asked = [];
  await ctg('group', 'rebuild', 'projection:known', '--reason', reason, '--service', 'partners');
  expect(orders()).toEqual([
    { url: '/api/partners/groups/rebuild', body: { group: 'projection:known-conventions@5', reason } },
  ]);
  asked = [];
  const { said } = await ctg('group', 'place', reaction, '--from', '0', '--reason', reason);
  expect(said).toContain('replacé de 42 à 0');
  expect(orders()).toEqual([
    { url: '/api/diagnostics/groups/place', body: { group: reaction, position: '0', reason } },
  ]);
});

test.each([
  [['group'], 2, 'list, show, rebuild, place'],
  [['group', 'rebuidl'], 2, 'Vouliez-vous dire « rebuild » ?'],
  [['group', 'show'], 2, 'attend un groupe'],
  [['group', 'show', 'zz'], 1, 'Aucun groupe'],
  [['group', 'show', 'projection'], 1, 'Plusieurs groupes'],
  [['group', 'rebuild', conventions], 2, '--reason'],
  [['group', 'place', reaction, '--reason', 'parce que'], 2, '--from <position>'],
  [['group', 'list', '--service', 'partner'], 2, 'n’est pas un service'],
])('%j is told what is missing', async (args, expected, sentence) => {
  const { code, said } = await ctg(...args);
  expect(code).toBe(expected);
  expect(said).toContain(sentence);
  expect(orders()).toEqual([]);
});
