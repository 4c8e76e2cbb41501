import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  answerBrokenHttp,
  correlationId,
  faultOfHead,
  InHand,
  lingerAfterAnswer,
  type Problem,
  plainTarget,
  serverLimits,
  setSafeHeaders,
  untilNoneIsOpen,
} from '@ctg/web-service';
import { StartFailure } from './start-failure.js';

/** Answers every request below a path. */
export interface Mounted {
  /** `/api/partners`; matches itself and what is below it. */
  readonly path: string;
  /** An application of its own, which knows its methods; anything else is a page to GET. */
  readonly isApplication?: boolean;
  handle(request: IncomingMessage, response: ServerResponse): unknown;
}

const pageMethods = 'GET, HEAD, OPTIONS';

/** The one address of everything. Parts are mounted once they are there; until then the origin answers 503. */
export class Origin {
  readonly #server: Server;
  readonly #inHand = new InHand();
  #mounted: readonly Mounted[] | undefined;
  #closed: Promise<void> | undefined;

  private constructor() {
    this.#server = createServer(serverLimits(), (request, response) => this.#dispatch(request, response));
    this.#server.keepAliveTimeout = 65_000;
    this.#server.on('clientError', answerBrokenHttp);
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

  /** What was mounted is gone: what still comes is answered 503. */
  unmount(): void {
    this.#mounted = undefined;
  }

  /** What comes on connections that are open is answered, and told to close them, for so many milliseconds; then listens no more. */
  async drain(partingTime = 0): Promise<void> {
    this.#inHand.drain();
    await untilNoneIsOpen(this.#server, partingTime);
    this.#closed ??= new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
  }

  /** Ends: lets what is in hand finish for `patience` milliseconds. */
  async close(patience = 5_000): Promise<void> {
    await this.drain();
    const looking = setInterval(() => this.#server.closeIdleConnections(), 50);
    const late = setTimeout(() => this.#server.closeAllConnections(), patience);
    await this.#closed;
    clearInterval(looking);
    clearTimeout(late);
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    this.#inHand.add(response);
    request.url = plainTarget(request.url ?? '/');
    const id = correlationId(request.headers);
    // What answers below calls it the same.
    request.headers['x-correlation-id'] = id;
    response.setHeader('x-correlation-id', id);
    setSafeHeaders(request, response);
    response.once('finish', () => lingerAfterAnswer(request));
    const fault = faultOfHead(request);
    if (fault) sendProblem(response, { ...fault, correlationId: id });
    else if (this.#mounted) this.#answer(this.#mounted, request, response);
    else if (this.#closed) problem(response, 503, 'stopping', 'Arrêt en cours.');
    else problem(response, 503, 'starting', 'Démarrage en cours.');
  }

  #answer(mounted: readonly Mounted[], request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const part = mounted.find(
      (one) => path === one.path || path.startsWith(one.path === '/' ? '//' : `${one.path}/`),
    );
    if (!part) problem(response, 404, 'not-found', 'Cette adresse n’existe pas.');
    else if (part.isApplication || request.method === 'GET' || request.method === 'HEAD')
      void part.handle(request, response);
    else if (request.method === 'OPTIONS') response.writeHead(204, { allow: pageMethods }).end();
    else {
      response.setHeader('allow', pageMethods);
      problem(response, 405, 'method-not-allowed', 'Cette méthode n’est pas permise ici.');
    }
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
  const correlation = response.getHeader('x-correlation-id');
  sendProblem(response, {
    type: `/problems/${code}`,
    title,
    status,
    advice:
      status === 503 ? 'Réessayez dans quelques secondes.' : 'Les adresses sont décrites sous /api/docs.',
    ...(typeof correlation === 'string' ? { correlationId: correlation } : {}),
  });
}

function sendProblem(response: ServerResponse, problem: Problem): void {
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(problem.status === 503 ? { 'retry-after': '2' } : {}),
  });
  response.end(JSON.stringify(problem));
}
