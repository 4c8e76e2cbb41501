import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address for everything, as a reverse proxy gives it: `/api/<service>` goes to the service's own port. */
export interface ProxiedOrigin {
  readonly url: string;
  /** Answers what is below `/identity`. */
  identity(handle: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function openOrigin(portOf: (service: string) => number | undefined): Promise<ProxiedOrigin> {
  let login: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const server: Server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/identity') && login) return login(incoming, response);
    const port = portOf(/^\/api\/([\w-]+)/.exec(path)?.[1] ?? '');
    if (port === undefined) return void response.writeHead(404).end();
    const { method, headers } = incoming;
    const outgoing = request(
      { host: '127.0.0.1', port, path, method, headers, timeout: 20_000 },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(503, { 'retry-after': '1' }).end();
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    identity: (handle) => {
      login = handle;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
