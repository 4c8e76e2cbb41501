import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');
const main = join(root, 'infra/local/dist/main.js');

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The product in a process of its own, built, which a test may kill; requests as the Caf's adviser. */
export class Running {
  #text = '';
  readonly ended: Promise<number | null>;
  origin = '';

  private constructor(
    readonly child: ChildProcess,
    readonly dataDir: string,
    private readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        this.#text += String(chunk);
      });
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  /**
   * `command`: what is run instead of the program itself, which it starts. `port`: needed when the output is not read.
   * `environment`: beside that of the test.
   */
  static launch(
    dataDir: string,
    {
      command = [process.execPath, main],
      output = 'pipe' as 'pipe' | number,
      port = 0,
      environment = {} as Readonly<Record<string, string>>,
    } = {},
  ): Running {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', output, 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        PORT: String(port),
        CTG_DATA_DIR: dataDir,
        LOG_LEVEL: 'trace',
        FEED: '',
        ...environment,
      },
    });
    return new Running(child, dataDir, port);
  }

  /** @throws Error it ended instead, with what it said */
  async untilReady(): Promise<void> {
    const { port } = this;
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    await until(async () => {
      if (over) throw new Error(`ended: ${this.output}`);
      this.origin = port
        ? `http://127.0.0.1:${port}`
        : (/ready[\s\S]*?(http:\/\/127\.0\.0\.1:\d+)/.exec(this.output)?.[1] ?? '');
      return this.origin !== '' && (port === 0 || (await this.isReady()));
    });
  }

  get output(): string {
    return this.#text;
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.origin}/health/ready`).catch(() => undefined);
    return answer?.status === 200;
  }

  serverPid(): number {
    return Number(readFileSync(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** The services and everything that they run on, at once, as a machine that loses its power. */
  async killAll(): Promise<void> {
    const server = this.serverPid();
    this.child.kill('SIGKILL');
    process.kill(server, 'SIGKILL');
    await this.ended;
  }

  /** `after`: a position that the answer must know. */
  async send(
    method: 'GET' | 'POST',
    path: string,
    { after, body }: { readonly after?: string; readonly body?: unknown } = {},
  ): Promise<Answer> {
    const form = { grant_type: 'urn:ctg:grant:persona', client_id: 'ctg-local', persona: 'caf_adviser' };
    const asked = await fetch(`${this.origin}/identity/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { access_token: token } = (await asked.json()) as { access_token: string };
    const answer = await fetch(`${this.origin}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(after === undefined ? {} : { 'ctg-after-position': after }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }
}

/** Looks again and again; the test's own time-out ends it. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
