import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const conventionId = '0190a000-0000-7000-8000-000000000001';
const task = (more: object) => ({
  conventionId,
  convention: 'CTG du Sud-Avesnois',
  label: 'signer',
  role: 'legal_representative',
  since: '2026-01-20',
  until: '2026-02-01',
  next: 'Signer.',
  ...more,
});

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
    else if (url.includes('cursor='))
      answer({
        items: [task({ role: 'caf_adviser', label: 'préparer le renouvellement', until: undefined })],
      });
    else
      answer({
        items: [task({ name: 'Anor', lateForDays: 2, amendment: 'Trélon entre' })],
        nextCursor: 'suite',
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

test('what awaits whom, convention by convention, to the last page', async () => {
  expect(await ctg('work')).toEqual({
    code: 0,
    out: [
      'CTG du Sud-Avesnois',
      '  Anor : signer (avenant « Trélon entre »), depuis le 20/01/2026 jusqu’au 01/02/2026, en retard de 2 jours',
      '    Signer.',
      '  la Caf : préparer le renouvellement, depuis le 20/01/2026',
      '    Signer.',
      '2 choses en attente.',
    ],
  });
});

test('of one convention, of one organisation, on a day', async () => {
  await ctg('work', 'sud', '--for', '215900127', '--on', '2026-03-01', '--json');
  expect(asked).toContainEqual(
    `/api/partners/work?limit=200&conventionId=${conventionId}&organisation=215900127&on=2026-03-01`,
  );
  expect((await ctg('work', '--on', 'hier')).code).toBe(2);
});
