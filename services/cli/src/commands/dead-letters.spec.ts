import { askingFrom } from '../cli-testing.js';

const letter = (eventId: string, more: object = {}) => ({
  group: 'projection:timeline',
  eventId,
  key: 'convention-1',
  type: 'partners.Signed',
  tenant: 'caf-59',
  reason: 'Error: poison',
  attempts: 4,
  parkedAt: '2026-03-01T10:00:00Z',
  waiting: false,
  ...more,
});

const cli = askingFrom((url) => {
  if (url.startsWith('/api/history/dead-letters?'))
    return url.includes('cursor=')
      ? { items: [letter('0190aa02', { waiting: true })] }
      : { items: [letter('0190aa01')], nextCursor: 'suite' };
  if (url.includes('/dead-letters?')) return { items: [] };
  if (url.includes('/one?')) return { ...letter('0190aa01'), event: { data: { a: 1 } } };
  return { replayed: 2, stillParked: 0 };
});

async function ctg(...args: string[]) {
  const { code, out } = await cli.ctg(...args);
  return { code, said: out.join('\n') };
}

test('every service is asked, as the operator of the platform', async () => {
  const { code, said } = await ctg('dead-letters', 'list');
  expect(code).toBe(0);
  expect(said).toMatch(
    /0190aa01 .*history .*4 essai\(s\) : Error: poison\n0190aa02 .*attend derrière un autre/,
  );
  expect(cli.sent[0]?.body).toContain('persona=operator');
  expect(cli.sent.filter(({ url }) => url.endsWith('/dead-letters?limit=200'))).toHaveLength(6);
});

test('one is shown, replayed, given up with a reason', async () => {
  expect((await ctg('dead-letters', 'show', '0190aa01')).said).toContain('"a": 1');
  expect((await ctg('dead-letters', 'replay', '0190aa01')).said).toContain(
    '2 rejoué(s), 0 encore mis de côté',
  );
  const { said } = await ctg('dead-letters', 'discard', '0190aa01', '--reason', 'Saisi deux fois');
  expect(said).toContain('on y a renoncé');
  expect(cli.sent.at(-1)).toEqual({
    url: '/api/history/dead-letters/discard',
    body: { group: 'projection:timeline', eventId: '0190aa01', reason: 'Saisi deux fois' },
  });
});

test.each([
  [['dead-letters'], 2, 'list, show, replay, discard'],
  [['dead-letters', 'lst'], 2, 'Vouliez-vous dire « list » ?'],
  [['dead-letters', 'show'], 2, 'attend un événement'],
  [['dead-letters', 'show', 'zz'], 1, 'Aucun événement mis de côté'],
  [['dead-letters', 'replay', '0190aa'], 1, 'Plusieurs événements'],
  [['dead-letters', 'discard', '0190aa01'], 2, '--reason'],
  [['relay', 'republish'], 2, '--from <position>'],
  [['relay', 'republish', '--from', 'x'], 2, '--from <position>'],
])('%j is told what is missing', async (args, expected, sentence) => {
  const { code, said } = await ctg(...args);
  expect(code).toBe(expected);
  expect(said).toContain(sentence);
  expect(cli.sent.every(({ url }) => !url.endsWith('/discard') && !url.endsWith('/republish'))).toBe(true);
});
