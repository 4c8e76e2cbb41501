import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface StandInProcessOptions {
  /** Its log, its certificate and its `pid` stand in `eventstoredb` there. */
  readonly folder: string;
  /** `admin:changeit,ctg:secret`: a server with TLS, names and passwords. */
  readonly users?: string;
  /** Left out: a free one, kept from start to start. */
  readonly port?: number;
}

/** The stand-in in a process of its own, built, which a test may kill (SIGKILL) and freeze (SIGSTOP) as a machine does. */
export class StandInProcess {
  #child: ChildProcess | undefined;
  #port: number;

  constructor(private readonly options: StandInProcessOptions) {
    this.#port = options.port ?? 0;
  }

  /** Without a name and a password. */
  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?${this.options.users ? `tlsCAFile=${this.authority}` : 'tls=false'}`;
  }

  /** The file that clients trust, of a server with users. */
  get authority(): string {
    return join(this.options.folder, 'eventstoredb/ca.pem');
  }

  /** Starts, or starts again: same port, same log. @throws Error it ended instead, with what it said */
  async start(): Promise<void> {
    const { folder: CTG_DATA_DIR, users: EVENTSTOREDB_USERS = '' } = this.options;
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CTG_DATA_DIR, EVENTSTOREDB_USERS, EVENTSTOREDB_PORT: String(this.#port) },
    });
    this.#child = child;
    let said = '';
    const port = await new Promise<string>((resolve, reject) => {
      for (const output of [child.stdout, child.stderr])
        output?.on('data', (chunk) => {
          said += String(chunk);
          const [, found] = /ready.*127\.0\.0\.1:(\d+)/.exec(said) ?? [];
          if (found) resolve(found);
        });
      child.once('close', () => reject(new Error(said)));
    });
    this.#port = Number(port);
  }

  /** The end of a machine: nothing is said good-bye to. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an operator stops a service. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await closed;
  }

  /** Holds its connections and answers nothing, until `thaw`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }
}
