/** A server that answers what a test says, and the command line that asks it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from './run-cli.js';

/** A convention that is there unless a test says otherwise. */
export const sudAvesnois = {
  conventionId: '0190a000-0000-7000-8000-000000000001',
  title: 'CTG du Sud-Avesnois',
};

/** What was sent to an address: what is not JSON, as the form of the login, as its text. */
interface Sent {
  readonly url: string;
  readonly body: unknown;
}

async function textOf(request: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

/**
 * @param answer what is answered to an address that is neither the login nor the list of conventions
 * @param conventions what the list of conventions answers to its address
 */
export function askingFrom(
  answer: (url: string, body: unknown) => unknown,
  conventions: (url: string) => readonly object[] = () => [sudAvesnois],
) {
  const sent: Sent[] = [];
  const asked: string[] = [];
  let server: Server | undefined;
  beforeAll(async () => {
    const listening = createServer(async (request, response) => {
      const url = request.url ?? '';
      const isLogin = url === '/identity/token';
      const text = await textOf(request);
      const body: unknown = text && !isLogin ? JSON.parse(text) : text;
      sent.push({ url, body });
      asked.push(url);
      const answered = isLogin
        ? { access_token: 'jeton' }
        : /^\/api\/history\/conventions\?/.test(url)
          ? { items: conventions(url) }
          : answer(url, body);
      response.end(JSON.stringify(answered));
    });
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    server = listening;
  });
  beforeEach(() => {
    sent.length = 0;
    asked.length = 0;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    /** In this test so far, the login included. */
    sent,
    /** The addresses of the same. */
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
