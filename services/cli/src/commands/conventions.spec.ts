import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const convention = (title: string, more: object = {}) => ({
  conventionId: '0190a000-0000-7000-8000-000000000001',
  cafId: 'caf-59',
  title,
  label: 'en vigueur',
  stageLabel: 'mise en œuvre',
  effectOn: '2022-01-01',
  endsOn: '2026-12-31',
  late: 0,
  ...more,
});

let server: Server;
let asked: URL[];
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const answer = (body: unknown) => response.end(JSON.stringify(body));
    if (url.pathname === '/identity/token') return answer({ access_token: 'jeton' });
    asked.push(url);
    if (url.searchParams.has('text')) return answer({ items: [] });
    if (url.searchParams.has('cursor')) return answer({ items: [convention('CTG 2', { late: 3 })] });
    return answer({ items: [convention('CTG 1')], nextCursor: 'suite' });
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
  const say = (line: string) => out.push(line);
  const code = await runCli(
    args,
    { CTG_URL: `http://127.0.0.1:${port}` },
    { out: say, say, progress: () => {} },
  );
  return { code, out };
}

test('a line each, to the last page: what it is, how far it has come, its period, who is late', async () => {
  const id = '0190a000-0000-7000-8000-000000000001';
  expect(await ctg('conventions')).toEqual({
    code: 0,
    out: [
      `${id}  CTG 1 : en vigueur, mise en œuvre, du 01/01/2022 au 31/12/2026`,
      `${id}  CTG 2 : en vigueur, mise en œuvre, du 01/01/2022 au 31/12/2026, 3 en retard`,
    ],
  });
  const national = await ctg('conventions', '--as', 'national_auditor', '--caf', 'caf-59');
  expect(national.out[0]).toContain('CTG 1 (caf-59) : en vigueur');
  expect(asked.at(-1)?.searchParams.get('caf')).toBe('caf-59');
});

test('filters are asked of the server as its own', async () => {
  const found = await ctg(
    'conventions',
    'été',
    '--status',
    'in-force',
    '--ends-before',
    '2026-12-31',
    '--sort',
    'term',
  );
  expect(found).toEqual({ code: 0, out: ['Aucune convention ne répond à ces filtres.'] });
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    limit: '200',
    text: 'été',
    status: 'in-force',
    endsBefore: '2026-12-31',
    sort: 'term',
  });
  expect((await ctg('history', 'x', '--status', 'in-force')).code).not.toBe(0);
});
