import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

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

let server: Server;
let asked: { url: string; body: unknown }[];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => (text += piece));
    request.on('end', () => {
      const url = request.url ?? '';
      const isForm = url === '/identity/token';
      asked.push({ url, body: text && !isForm ? JSON.parse(text) : text });
      const answer = (body: unknown) => response.end(JSON.stringify(body));
      if (isForm) answer({ access_token: 'jeton' });
      else if (url.startsWith('/api/history/dead-letters?'))
        answer(
          url.includes('cursor=')
            ? { items: [letter('0190aa02', { waiting: true })] }
            : { items: [letter('0190aa01')], nextCursor: 'suite' },
        );
      else if (url.includes('/dead-letters?')) answer({ items: [] });
      else if (url.includes('/one?')) answer({ ...letter('0190aa01'), event: { data: { a: 1 } } });
      else answer({ replayed: 2, stillParked: 0 });
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
  const code = await runCli(
    args,
    { CTG_URL: `http://127.0.0.1:${port}` },
    { out: say, say, progress: () => {} },
  );
  return { code, said: out.join('\n') };
}

test('every service is asked, as the operator of the platform', async () => {
  const { code, said } = await ctg('dead-letters', 'list');
  expect(code).toBe(0);
  expect(said).toMatch(
    /0190aa01 .*history .*4 essai\(s\) : Error: poison\n0190aa02 .*attend derrière un autre/,
  );
  expect(asked[0]?.body).toContain('persona=operator');
  expect(asked.filter(({ url }) => url.endsWith('/dead-letters?limit=200'))).toHaveLength(6);
});

test('one is shown, replayed, given up with a reason', async () => {
  expect((await ctg('dead-letters', 'show', '0190aa01')).said).toContain('"a": 1');
  expect((await ctg('dead-letters', 'replay', '0190aa01')).said).toContain(
    '2 rejoué(s), 0 encore mis de côté',
  );
  const { said } = await ctg('dead-letters', 'discard', '0190aa01', '--reason', 'Saisi deux fois');
  expect(said).toContain('on y a renoncé');
  expect(asked.at(-1)).toEqual({
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
  expect(asked.every(({ url }) => !url.endsWith('/discard') && !url.endsWith('/republish'))).toBe(true);
});
