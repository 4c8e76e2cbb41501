import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFailure } from './start-failure.js';

/** Answers every request below a path. */
export interface Mounted {
  /** `/api/partners`; matches itself and what is below it. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): unknown;
}

/** The one address of everything. Parts are mounted once they are there; until then the origin answers 503. */
export class Origin {
  readonly #server: Server;
  #mounted: readonly Mounted[] | undefined;

  private constructor() {
    this.#server = createServer((request, response) => this.#dispatch(request, response));
    this.#server.keepAliveTimeout = 65_000;
  }

  /**
   * Listens on the loopback interface; 0 chooses a free port.
   * @throws StartFailure the port is busy or may not be used
   */
  static async listen(port: number): Promise<Origin> {
    const origin = new Origin();
    await new Promise<void>((resolve, reject) => {
      origin.#server.once('error', (cause: NodeJS.ErrnoException) =>
        reject(new StartFailure(refusal(port, cause), { cause })),
      );
      origin.#server.listen(port, '127.0.0.1', resolve);
    });
    return origin;
  }

  /** `http://127.0.0.1:4000`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The longest path that fits answers. */
  mount(parts: readonly Mounted[]): void {
    this.#mounted = [...parts].sort((a, b) => b.path.length - a.path.length);
  }

  /** Takes no new request, lets those in hand finish for `patience` milliseconds. */
  async close(patience = 5_000): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const late = setTimeout(() => this.#server.closeAllConnections(), patience);
    await closed;
    clearTimeout(late);
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#mounted) {
      problem(response, 503, 'starting', 'Démarrage en cours.');
      return;
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const part = this.#mounted.find(
      (one) => path === one.path || path.startsWith(one.path === '/' ? '//' : `${one.path}/`),
    );
    if (part) void part.handle(request, response);
    else problem(response, 404, 'not-found', 'Cette adresse n’existe pas.');
  }
}

function refusal(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') {
    return `Le port ${port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre (PORT=4001 npm start).`;
  }
  if (code === 'EACCES')
    return `Le port ${port} est réservé au système : choisissez-en un au-dessus de 1023 (PORT=4000).`;
  return `Le port ${port} ne peut pas être ouvert : ${message}`;
}

/** RFC 9457, as the services answer it. */
export function problem(response: ServerResponse, status: number, code: string, title: string): void {
  const body = JSON.stringify({ type: `/problems/${code}`, title, status });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    ...(status === 503 ? { 'retry-after': '2' } : {}),
  });
  response.end(body);
}
