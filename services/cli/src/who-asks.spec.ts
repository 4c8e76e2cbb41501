import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { commandHelp, commands, whoAsks, withoutEffect } from './help.js';
import { options, runCli } from './run-cli.js';

/** What was asked of the login. */
const asked: URLSearchParams[] = [];
let server: Server | undefined;
beforeAll(async () => {
  const listening = createServer(async (request, response) => {
    const sent: string[] = [];
    for await (const chunk of request) sent.push(String(chunk));
    if (request.url === '/identity/token') asked.push(new URLSearchParams(sent.join('')));
    response.statusCode = request.url === '/identity/token' ? 200 : 404;
    response.end(JSON.stringify({ access_token: 'jeton' }));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  server = listening;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
});

const given = {
  caf: 'caf-29',
  as: 'copil-secretary',
  organisation: '215900127',
  subject: 'quelqu-un',
} satisfies Record<keyof typeof whoAsks, string>;
const askers = commands.filter((command) => withoutEffect(command, undefined, 'as') === undefined);

test.each(askers)('who asks with %s is whom the options name, all four', async (command) => {
  const [example = ''] = commandHelp[command].examples;
  const words = [...example.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const { tokens } = parseArgs({ args: words, options, allowPositionals: true, tokens: true });
  const own = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [token.value];
    if (token.kind !== 'option' || token.name in whoAsks) return [];
    return [`--${token.name}`, ...(token.value === undefined ? [] : [token.value])];
  });
  const names = Object.entries(given).flatMap(([option, value]) => [`--${option}`, value]);
  const address = server?.address() as AddressInfo | undefined;
  const quiet = { out: () => {}, say: () => {}, progress: () => {} };
  asked.length = 0;
  await runCli([...own, ...names], { CTG_URL: `http://127.0.0.1:${address?.port}` }, quiet);
  expect(asked.length).toBeGreaterThan(0);
  for (const form of asked)
    expect(Object.fromEntries(form)).toMatchObject({
      persona: 'copil_secretary',
      caf: 'caf-29',
      organisation: '215900127',
      subject: 'quelqu-un',
    });
});
