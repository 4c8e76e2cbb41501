import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../run-cli.js';
import { answerFault } from './answer-check.js';
import { readScenario } from './read-scenario.js';
import { ScenarioSource } from './source.js';

const read = (text: string) => readScenario(new ScenarioSource('essai.yaml', text));

const opening = `title: Essai
caf: caf-59
cog: 2026
organisation: 200043404
values:
  communes: [{ name: Anor, code: 59012, siren: 215900127 }, { name: L'Abergement, code: 01001, siren: 210100012 }]
steps:
`;

test('a loop is unrolled, persons have words, values keep their type until a field asks for another', () => {
  const { steps } = read(`${opening}
  - for: { commune: "\${communes}" }
    as: { role: legal_representative, organisation: "\${commune.siren}" }
    steps:
      - { do: partners.sign, name: "signature-\${commune.code}", with: { who: "\${commune.siren}", cog: "\${cog}", at: 2026-01-12 } }
`);
  expect(steps.map(({ name }) => name)).toEqual(['signature-59012', 'signature-01001']);
  expect(steps[1]).toMatchObject({
    number: 2,
    as: { role: 'legal_representative', organisation: '210100012', caf: 'caf-59' },
    with: { who: 210_100_012, cog: 2026, at: '2026-01-12' },
  });
});

test.each([
  ['  - { as: caf_advisor, do: x }', /essai.yaml:8:11 .*caf_adviser/],
  ['  - { as: caf_adviser, don: x }', /:8:29 .*« don » n’existe pas ici.*« do »/],
  ['  - { as: caf_adviser }', /:8:5 .*soit « do »/],
  ['  - { as: caf_adviser, do: x, with: { a: $rien } }', /:8:3\d .*\$rien/],
  ['  - { as: caf_adviser, get: x, answer: { "items.id=$rien.title": X } }', /:8:\d+ .*\$rien n’est le nom/],
  [`  - { as: caf_adviser, do: x, with: { a: "\${rien}" } }`, /\$\{rien\} n’est pas connu ici/],
  ['  - { as: caf_adviser, do: x, name: a }\n  - { as: caf_adviser, do: x, name: a }', /:9:\d+ .*déjà pris/],
  ['  - { as: caf_adviser, as: x }', /deux fois/],
  ['  - { as: caf_adviser, do: x, for: { a: 3 } }', /attend une liste ; trouvé 3/],
])('%s is refused where it stands', (steps, sentence) => {
  expect(() => read(opening + steps)).toThrow(sentence);
});

test('all faults are told at once, each where it stands and once, and no fault makes another', () => {
  const steps = `
  - { as: caf_advisor, do: x, name: premier }
  - { as: caf_adviser, do: x, with: { a: $premier } }
  - { as: caf_adviser, for: { n: [1, 2, 3] }, do: x, with: { a: $rien } }
  - { as: caf_adviser }
`;
  const faults = () => read(opening + steps);
  expect(faults).toThrow(/:9:11 .*caf_adviser.*\n.*:11:\d+ .*\$rien.*\n.*:12:5 .*soit « do »[^\n]*$/);
});

test('faults of the format are told at once too', () => {
  const steps = '  - { as: caf_adviser, don: x }\n  - { as: caf_adviser, wiht: { a: 1 } }';
  expect(() => read(opening + steps)).toThrow(/« don » n’existe pas[^\n]*\n[^\n]*:9:\d+[^\n]*« wiht »/);
});

test('what is no step and what nobody could read hide no other fault', () => {
  const steps = `
  - { as: caf_adviser, don: x, name: perdue }
  - { as: caf_adviser, do: x, with: { a: $perdue, b: "Anor\u200B" } }
  - { as: caf_advisor, do: x, with: { a: "\${rien}" } }
`;
  expect(() => read(opening + steps)).toThrow(
    /^[^\n]*:9:\d+ : .*« don »[^\n]*\n[^\n]*:10:\d+ : .*U\+200B[^\n]*\n[^\n]*:11:\d+ : .*caf_adviser[^\n]*\n[^\n]*:11:\d+ : .*\$\{rien\}[^\n]*$/,
  );
});

describe('played', () => {
  let server: Server;
  let folder: string;
  let requests: { url: string; key: unknown; body: Record<string, unknown>; after: unknown }[];
  let notYet: number;

  beforeEach(async () => {
    requests = [];
    notYet = 0;
    folder = mkdtempSync(join(tmpdir(), 'ctg-cli-'));
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { url = '', headers } = request;
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (url === '/identity/token') return answer(200, { access_token: 'jeton', expires_in: 60 });
      if (url === '/api/partners/catalogue') return answer(200, words);
      if (url.endsWith('/catalogue')) return answer(404, {});
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      requests.push({ url, key: headers['idempotency-key'], body, after: headers['ctg-after-position'] });
      if (url.startsWith('/api/history')) return answer(200, { events: [] });
      if (request.method === 'GET')
        return answer(200, {
          title: 'Essai',
          signatories: [{ organisation: '215900127', convention: 'id-1' }],
        });
      if (url.endsWith('/signatures') && notYet-- > 0)
        return answer(409, { type: '/problems/not-known-yet' });
      if (body.organisation === '999')
        return answer(409, { type: '/problems/not-a-signatory', title: 'Non.' });
      return answer(201, { id: `id-${requests.length}`, position: String(requests.length), events: [{}] });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  const words = {
    commands: [
      {
        name: 'partners.open-convention',
        title: 'Ouvrir',
        route: '/api/partners/conventions',
        roles: ['caf_adviser'],
        creates: 'conventionId',
        bodySchema: {
          type: 'object',
          properties: { title: { type: 'string' } },
          required: ['title'],
          additionalProperties: false,
        },
      },
      {
        name: 'partners.sign',
        title: 'Signer',
        route: '/api/partners/conventions/:conventionId/signatures',
        roles: ['caf_adviser'],
        bodySchema: { type: 'object', properties: { organisation: { type: 'string' } } },
      },
    ],
    queries: [
      {
        name: 'partners.get-convention',
        title: 'Lire',
        route: '/api/partners/conventions/:conventionId',
        roles: ['caf_adviser'],
      },
    ],
  };

  async function ctg(steps: string, ...more: string[]) {
    const file = join(folder, 'essai.yaml');
    writeFileSync(file, opening + steps);
    const out: string[] = [];
    const said: string[] = [];
    const { port } = server.address() as AddressInfo;
    const code = await runCli(
      ['play', file, ...more],
      { CTG_URL: `http://127.0.0.1:${port}`, CTG_DATA_DIR: folder },
      { out: (line) => out.push(line), say: (line) => said.push(line), progress: () => {} },
    );
    return { code, out: out.join('\n'), said: said.join('\n') };
  }

  const open = '  - { as: caf_adviser, do: partners.open-convention, name: c, with: { title: Essai } }\n';

  test('commands go out with keys, the convention is implied, what is not known yet is sent again', async () => {
    notYet = 2;
    const { code, out } = await ctg(
      `${open}  - { as: caf_adviser, do: partners.sign, with: { organisation: 59012 } }
  - { as: caf_adviser, get: partners.get-convention, on: { convention: $c }, answer: { title: Essai, signatories.length: 1, "signatories.organisation=215900127.organisation": "215900127", "signatories.convention=$c.organisation": "215900127" } }
`,
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ steps: 3, events: 2, conventions: ['id-1'] });
    const signatures = requests.filter(({ url }) => url === '/api/partners/conventions/id-1/signatures');
    expect(signatures).toHaveLength(3);
    expect(new Set(signatures.map(({ key }) => key)).size).toBe(1);
    expect(signatures[0]?.body).toEqual({ organisation: '59012' });
    expect(requests.find(({ url }) => url === '/api/partners/conventions/id-1')?.after).toBe('4');
  });

  test('an expected refusal goes on, another one stops with place, step and what the server said', async () => {
    const refused = (expect: string) =>
      `${open}  - { as: caf_adviser, do: partners.sign, with: { organisation: "999" }${expect} }\n`;
    expect(await ctg(refused(', expect: { rejected: not-a-signatory }'))).toMatchObject({ code: 0 });
    const { code, said } = await ctg(refused(''));
    expect(code).toBe(1);
    expect(said).toMatch(
      /essai.yaml:9:5 : étape 2, partners.sign : attendu : une acceptation ; trouvé : refus « not-a-signatory » \(409\) : Non\./,
    );
  });

  test('--times plays as often, says how many passed, and is a failure when one did not', async () => {
    const steps = `${open}  - { as: caf_adviser, do: partners.sign, with: { organisation: "%" } }\n`;
    const good = await ctg(steps.replace('%', '1'), '--times', '3', '--json');
    expect([good.code, JSON.parse(good.out)]).toEqual([
      0,
      expect.objectContaining({ times: 3, passed: 3, sentAgain: 0, failed: [] }),
    ]);
    expect(requests.filter(({ url }) => url === '/api/partners/conventions')).toHaveLength(3);
    const bad = await ctg(steps.replace('%', '999'), '--times', '2');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('0 passage réussi sur 2');
    expect(bad.said).toMatch(/étape 2, partners\.sign[\s\S]*2 passages en échec sur 2/);
    expect((await ctg(steps, '--times', '0')).code).toBe(2);
    expect((await ctg(steps, '--times', '2', '--resume', 'abcd')).code).toBe(2);
  });

  test('a run that failed goes on where it was', async () => {
    const bad = await ctg(
      `${open}  - { as: caf_adviser, do: partners.sign, with: { organisation: "999" } }\n`,
    );
    const runId = /--resume (\S+)/.exec(bad.said)?.[1] ?? '';
    const opened = () => requests.filter(({ url }) => url === '/api/partners/conventions').length;
    expect(opened()).toBe(1);
    const good = await ctg(
      `${open}  - { as: caf_adviser, do: partners.sign, with: { organisation: "1" } }\n`,
      '--resume',
      runId,
    );
    expect(good.code).toBe(0);
    expect(opened()).toBe(1);
  });

  test('words are checked before anything is played', async () => {
    const { code, said } = await ctg(`${open}  - { as: caf_adviser, do: partners.sing }\n`);
    expect(code).toBe(1);
    expect(said).toContain('Vouliez-vous dire « partners.sign » ?');
    const faulty = `${open}  - { as: caf_advisor, do: partners.sing }
  - { as: caf_adviser, do: partners.sign, with: { organisation: "59\u200B012" } }
  - { as: caf_adviser, don: x }
`;
    expect((await ctg(faulty)).said).toMatch(
      /^[^\n]*« caf_adviser »[^\n]*\n[^\n]*« partners\.sign »[^\n]*\n[^\n]*U\+200B[^\n]*\n[^\n]*« don »[^\n]*$/,
    );
    expect((await ctg(`${open.replace('title: Essai', 'titel: Essai')}`)).said).toContain(
      '« titel » n’existe pas',
    );
    expect(requests).toEqual([]);
  });
});

test.each([
  [{ 'items.id=b.title': 'deux' }, undefined],
  [{ 'items.*.id': { contains: 'c' } }, /contenant "c" ; trouvé \["a","b"\]/],
])('an element is looked for by one of its fields: %j', (wanted, fault) => {
  const answer = { items: [{ id: 'a' }, { id: 'b', title: 'deux' }] };
  const found = answerFault(answer, wanted);
  if (fault === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(fault);
});

test('a server that is not there, a command that does not exist', async () => {
  const said: string[] = [];
  const output = { out: () => {}, say: (line: string) => said.push(line), progress: () => {} };
  expect(await runCli(['conventions'], { CTG_URL: 'http://127.0.0.1:9' }, output)).toBe(3);
  expect(await runCli(['histoire'], {}, output)).toBe(2);
  expect(said[0]).toContain('npm start');
  expect(said[1]).toContain('« history »');
});
