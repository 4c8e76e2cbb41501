import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut, or swallow everything without closing. */
export class Gateway {
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #mode: 'open' | 'cut' | 'silent' = 'open';

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private target: { readonly host: string; readonly port: number },
  ) {}

  static async to(host: string, port: number): Promise<Gateway> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new Gateway(server, (server.address() as { port: number }).port, { host, port });
    server.on('connection', (near) => proxy.#join(near));
    return proxy;
  }

  /** Bytes pass again; connections that were swallowed stay so, as behind a gateway that forgot them. */
  open(): void {
    this.#mode = 'open';
  }

  /** Closes what is open and refuses what comes. */
  cut(): void {
    this.#mode = 'cut';
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** Takes every byte, of what is open and of what comes, and passes none on. */
  fallSilent(): void {
    this.#mode = 'silent';
    for (const [near, far] of this.#pairs) {
      near.unpipe(far).resume();
      far.unpipe(near).resume();
    }
  }

  /** What comes from now on is led to another server: its standby took over. */
  leadTo(host: string, port: number): void {
    this.target = { host, port };
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(near: Socket): void {
    near.on('error', () => near.destroy());
    if (this.#mode === 'cut') return void near.destroy();
    const far = createConnection(this.target.port, this.target.host);
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    far.on('error', () => far.destroy());
    for (const [socket, other] of [pair, [far, near]] as const)
      socket.on('close', () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    if (this.#mode === 'silent') return void near.resume();
    near.pipe(far).pipe(near);
  }
}
