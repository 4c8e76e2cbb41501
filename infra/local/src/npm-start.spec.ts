import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@ctg/local-eventstoredb';

/** The program as `npm start` runs it, built; in a process group of its own, as a terminal gives it one. */
const main = join(import.meta.dirname, '../dist/main.js');
// A start takes a second on a quiet machine, and a minute on a very busy one.
const patience = 400_000;

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-start-'));
  chmodSync(folder, 0o711);
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly ended: Promise<number | null>;
  /** What it has said so far. */
  output(): string;
}

async function run(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, ended, output } = launch(environment);
  const code = await ended;
  expect(child.signalCode).toBeNull();
  return { code, output: output() };
}

function launch(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test', PORT: '0', CTG_DATA_DIR: dataDir, ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => text };
}

async function started(environment: Record<string, string> = {}): Promise<Started> {
  const { child, ended, output } = launch(environment);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + 150_000; Date.now() < deadline; ) {
    const origin = /ready[\s\S]*?(http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
    if (origin) return { child, ended, origin, output };
    if (over) throw new Error(output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`not ready in time: ${output()}`);
}

/** Starts it, hears what it says, and stops it as a terminal does. */
async function says(environment: Record<string, string>, said: string): Promise<void> {
  const { child, ended, output } = await started(environment);
  expect(output()).toContain(said);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
}

test('it says that it is a rehearsal', () => says({ REHEARSAL: 'true' }, 'ESSAI (REHEARSAL=true)'), patience);

test('it says in which store the events are kept', async () => {
  const server = await startStandIn();
  const environment = { EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: server.url() };
  await says(environment, `Journal des événements : EventStoreDB, esdb://127.0.0.1:${server.port}\n`).finally(
    () => server.kill(),
  );
}, 400_000);

/** Processes that have the data folder on their command line. */
const leftOvers = () =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(dataDir));

test(
  'SIGINT and SIGTERM stop all of it cleanly; after these and kill -9 what was kept is there at the next start',
  async () => {
    const first = await started();
    expect(first.output()).toContain('Journal des événements : PostgreSQL\n');
    const keys = await (await fetch(`${first.origin}/identity/jwks`)).text();
    const password = readFileSync(join(dataDir, 'postgres/ctg-password'), 'utf8');
    const isAsKept = async ({ origin }: Started) => {
      expect(await (await fetch(`${origin}/identity/jwks`)).text()).toBe(keys);
      expect(readFileSync(join(dataDir, 'postgres/ctg-password'), 'utf8')).toBe(password);
      expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    };
    const stopped = async ({ child, ended }: Started, signal: NodeJS.Signals) => {
      expect(leftOvers().length).toBeGreaterThan(0);
      process.kill(-(child.pid ?? 0), signal);
      expect(await ended).toBe(0);
      expect(leftOvers()).toEqual([]);
      expect(existsSync(join(dataDir, 'instance.lock'))).toBe(false);
    };
    await stopped(first, 'SIGINT');
    const second = await started();
    await isAsKept(second);
    await stopped(second, 'SIGTERM');

    const third = await started();
    const { code, output } = await run({});
    expect(code).toBe(1);
    expect(output).toMatch(/^Démarrage…\nLe produit fonctionne déjà avec les données de .*\n$/);
    third.child.kill('SIGKILL');
    await third.ended;
    const fourth = await started();
    await isAsKept(fourth);
    await stopped(fourth, 'SIGINT');
  },
  patience,
);

test(
  'a busy port gets one sentence and exit code 1',
  async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, output } = await run({ PORT: String(port) }).finally(() => server.close());
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Démarrage…\\nLe port ${port} est déjà pris.*\\n$`));
  },
  patience,
);

test('wrong settings are all told, nothing is started', async () => {
  const { code, output } = await run({ PORT: 'x', FEED: 'rabbit', NODE_ENV: 'production' });
  expect(code).toBe(1);
  expect(output).toMatch(/PORT.*\n.*FEED.*\n.*NODE_ENV=production/);
  expect(existsSync(dataDir)).toBe(false);
});
