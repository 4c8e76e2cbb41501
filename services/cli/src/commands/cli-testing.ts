/** A server that answers what a test says, and the command line that asks it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const conventionId = '0190a000-0000-7000-8000-000000000001';

/** @param answer what is answered to an address that is neither the login nor the list of conventions */
export function askingFrom(answer: (url: string) => unknown) {
  const asked: string[] = [];
  let server: Server | undefined;
  beforeAll(async () => {
    const listening = createServer((request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      const body =
        url === '/identity/token'
          ? { access_token: 'jeton' }
          : /^\/api\/history\/conventions\?/.test(url)
            ? { items: [{ conventionId, title: 'CTG du Sud-Avesnois' }] }
            : answer(url);
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    server = listening;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    asked,
    async ctg(...args: string[]) {
      const out: string[] = [];
      const address = server?.address() as AddressInfo | undefined;
      const write = (line: string) => void out.push(line);
      const output = { out: write, say: write, progress: () => {} };
      const code = await runCli(args, { CTG_URL: `http://127.0.0.1:${address?.port}` }, output);
      return { code, out };
    },
  };
}
