import { askingFrom } from '../cli-testing.js';

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

const done = {
  action: 'rebuild',
  reason: 'Colonne fausse',
  by: 'op-1',
  at: '2026-03-01T10:00:00Z',
  before: '40',
  after: '41',
  doneAt: '2026-03-01T10:01:00Z',
};
const cli = askingFrom((url, body) => {
  const { pathname, searchParams } = new URL(url, 'http://here');
  const [, , service = '', ...rest] = pathname.split('/');
  if (rest.join('/') === 'groups') return { items: listed[service] ?? [] };
  return rest.join('/') === 'groups/one'
    ? { ...one(searchParams.get('group') ?? '', 'table'), orders: [done] }
    : { group: (body as { group: string }).group, before: '42', after: '0', head: '42' };
});

async function ctg(...args: string[]) {
  const { code, out } = await cli.ctg(...args);
  return { code, said: out.join('\n') };
}
const orders = () => cli.sent.filter(({ url }) => /\/(rebuild|place)$/.test(url));

test('every group of every service, and what each is doing, to the operator of the platform', async () => {
  const { code, said } = await ctg('group', 'list');
  expect(code).toBe(0);
  expect(said).toMatch(
    /partners +projection:conventions@6 +41 +42 +rattrape le journal ; table refaite à côté/,
  );
  expect(said).toMatch(/diagnostics +diagnostics:reaction:\S+ +42 +42 +à jour ; 2 mis de côté/);
  expect(said).toContain('not of this event store');
  expect(cli.sent[0]?.body).toContain('persona=operator');
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
  cli.sent.length = 0;
  await ctg('group', 'rebuild', 'projection:known', '--reason', reason, '--service', 'partners');
  expect(orders()).toEqual([
    { url: '/api/partners/groups/rebuild', body: { group: 'projection:known-conventions@5', reason } },
  ]);
  cli.sent.length = 0;
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
