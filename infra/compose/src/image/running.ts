import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '@ctg/local-postgres';
import { healthUrl } from '../environment.js';
import type { Container } from '../project.js';
import { type BuiltStage, inside } from './replay.js';

/** What a machine without the compose network puts in place of the names of other containers. */
export interface Surroundings {
  readonly databaseUrl: string;
  /** `host:port` of a broker; undefined where this machine can have none: the feed is the embedded one then. */
  readonly broker: string | undefined;
}

/** The environment of a container with the addresses of this machine. Everything else stays as the compose file has it. */
export function environmentHere(
  { environment = {} }: Container,
  port: number,
  { databaseUrl, broker }: Surroundings,
): Record<string, string> {
  const here = { ...environment, DATABASE_URL: databaseUrl, PORT: String(port) };
  if (broker !== undefined) return { ...here, KAFKA_BROKERS: broker };
  return Object.fromEntries(
    Object.entries({ ...here, FEED: 'embedded' }).filter(([name]) => !name.startsWith('KAFKA_')),
  );
}

/** The user `node` of the official image. */
const nodeUser = 1000;

/** How a container's program is started here. */
export interface Program {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The program of a built stage, in its own files and with nothing else. */
export const programOf = (stage: BuiltStage): Program => ({
  command: stage.command,
  cwd: inside(stage, '.'),
  env: stage.env,
});

/** A program that runs as its container would. */
export interface Running {
  /** Asks the health check that the compose file gives it, until it answers well. @throws Error with what it said */
  becomesHealthy(patienceMs: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a program with nothing but its container's environment, as another user than the owner of the files where this
 * process may choose one.
 */
export async function run(
  { command, cwd, env }: Program,
  container: Container,
  around: Surroundings,
): Promise<Running> {
  const port = await freePort();
  const [program = '', ...words] = command;
  const other = process.getuid?.() === 0 ? { uid: nodeUser, gid: nodeUser } : {};
  const child = spawn(program === 'node' ? process.execPath : program, words, {
    ...other,
    cwd,
    env: { PATH: process.env.PATH, ...env, ...environmentHere(container, port, around) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4_000);
    });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => {
    said += error.message;
  });
  return {
    async becomesHealthy(patienceMs) {
      for (const deadline = performance.now() + patienceMs; ; ) {
        if (await isHealthy(container, port)) return;
        if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
          const health = await whatIsWrong(container, port);
          throw new Error(`the service does not become healthy: ${health}\nit said:\n${said}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 25_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** What its health page answers at last. */
async function whatIsWrong({ healthcheck }: Container, port: number): Promise<string> {
  const asked = new URL(healthUrl(healthcheck));
  asked.port = String(port);
  try {
    const answer = await fetch(asked, { signal: AbortSignal.timeout(5_000) });
    return `${answer.status} ${await answer.text()}`;
  } catch (error) {
    return String(error);
  }
}

/** The container's own health check, on the port that the service has here. */
async function isHealthy({ healthcheck }: Container, port: number): Promise<boolean> {
  const asked = new URL(healthUrl(healthcheck));
  asked.port = String(port);
  const [, program = '', ...words] = (healthcheck?.test ?? []).map((word) =>
    word.startsWith('http://') ? asked.href : word,
  );
  try {
    await promisify(execFile)(program === 'node' ? process.execPath : program, words, { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
