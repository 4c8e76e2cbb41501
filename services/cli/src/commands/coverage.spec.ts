import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const conventionId = '0190a000-0000-7000-8000-000000000001';
const convention = (title: string, more: object = {}) => ({
  title,
  effectOn: '2022-02-09',
  endsOn: '2026-12-31',
  label: 'en vigueur',
  sentence: 'En vigueur.',
  communes: 28,
  signatoryCommunes: 15,
  signedCommunes: 13,
  ...more,
});
const gap = { title: 'CTG 1', gapDays: 404, overlapDays: 0 };

let server: Server;
let asked: string[];
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const answer = (body: unknown) => response.end(JSON.stringify(body));
    if (url === '/identity/token') answer({ access_token: 'jeton' });
    else if (url.startsWith('/api/history/conventions'))
      answer({ items: [{ conventionId, title: 'CTG du Sud-Avesnois' }] });
    else if (url.includes('/coverage/conventions')) answer({ items: [convention('CTG 2', { after: gap })] });
    else
      answer({
        place: { kind: 'epci', code: '200043404', name: 'CC', vintage: 2024 },
        sentence: 'Couvert en partie.',
        communes: { total: 28, covered: 27, signed: 13 },
        uncovered: [{ code: '59601', name: 'Trélon', lapsedOn: '2020-12-31' }],
        conventions: { items: [convention('CTG 1')], nextCursor: 'suite' },
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
  const output = {
    out: (line: string) => out.push(line),
    say: (line: string) => out.push(line),
    progress: () => {},
  };
  const code = await runCli(args, { CTG_URL: `http://127.0.0.1:${port}` }, output);
  return { code, out };
}

test('a place on a day: what covers it, how many signed, and what follows what, to the last page', async () => {
  const { code, out } = await ctg('coverage', '200043404', '--on', '2024-03-01');
  expect(code).toBe(0);
  expect(asked).toContainEqual('/api/partners/coverage?epci=200043404&on=2024-03-01');
  expect(out.slice(0, 4)).toEqual([
    'CC (200043404, géographie 2024)',
    'Couvert en partie.',
    'Communes : 27 couvertes sur 28, 13 ont signé.',
    '  non couverte : Trélon (59601), depuis le 31/12/2020',
  ]);
  expect(out).toContain('    communes : 28 dans le périmètre, 13 sur 15 signataires ont signé');
  expect(out.at(-1)).toBe('    404 jours sans convention après « CTG 1 »');
});

test('a commune by its INSEE code, Corsica included; other words are those of a convention', async () => {
  await ctg('coverage', '2A004', '--json');
  expect(asked).toContainEqual('/api/partners/coverage?commune=2A004');
  await ctg('coverage', 'sud', '--json');
  expect(asked).toContainEqual(`/api/partners/coverage?territory=${conventionId}`);
  expect((await ctg('coverage', '59012', '--on', 'hier')).code).toBe(2);
});
