import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@ctg/local-postgres';
import { Running, until } from './running-testing.js';

/** A start takes a second on a quiet machine, and a minute on a very busy one. */
const patience = 400_000;
const anor = '215900127';
const opening = {
  title: 'CTG',
  caf: '900059007',
  territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
};

let folder: string;
let running: Running | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-crash-'));
  chmodSync(folder, 0o711);
});
afterEach(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
}, patience);

async function started(given: Parameters<typeof Running.start>[1] = {}): Promise<Running> {
  running = await Running.start(join(folder, 'data'), given);
  return running;
}

interface Recorded {
  readonly convention: string;
  /** The last one acknowledged. */
  readonly position: string;
}

/** Facts that the next command leans on: a convention, and an organisation that can be its signatory. */
async function recorded(product: Running): Promise<Recorded> {
  const opened = await product.send('POST', 'partners/conventions', { body: opening });
  expect(opened.status).toBe(201);
  const commune = { name: 'Anor', kind: 'commune', inseeCode: '59012' };
  const registered = await product.send('POST', `partners/organisations/${anor}`, { body: commune });
  expect(registered.status).toBeLessThan(300);
  return { convention: String(opened.body.id), position: String(registered.body.position) };
}

/** Ready is true, and the next command is right: what was acknowledged is known to the read and to the rule. */
async function isRight(product: Running, { convention, position }: Recorded): Promise<void> {
  expect(await product.isReady()).toBe(true);
  const read = await product.send('GET', `partners/conventions/${convention}`, { after: position });
  expect(read.status).toBe(200);
  const path = `partners/conventions/${convention}/signatories`;
  // « Not yet » is no verdict; a final refusal of what was acknowledged would be.
  let designated = await product.send('POST', path, { body: { organisation: anor } });
  while (designated.body.type === '/problems/not-known-yet')
    designated = await product.send('POST', path, { body: { organisation: anor } });
  expect([designated.status, designated.body.type]).toEqual([200, undefined]);
}

const leftOvers = () =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

test(
  'services and database are killed at once: ready at the next start is true, and the next command is right',
  async () => {
    const first = await started();
    const convention = await recorded(first);
    await first.killAll();
    await isRight(await started(), convention);
  },
  patience,
);

test(
  'the database is killed under the product: it is back by itself, says so, and the next command is right',
  async () => {
    const product = await started();
    const convention = await recorded(product);
    process.kill(product.serverPid(), 'SIGKILL');
    await until(() => /il a été redémarré/.test(product.output));
    await until(() => product.isReady());
    await isRight(product, convention);
    expect(product.child.exitCode).toBeNull();
  },
  patience,
);

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s to the process of npm stops everything that it started',
  async (signal) => {
    const product = await started({ command: ['npm', 'start'] });
    expect(leftOvers().length).toBeGreaterThan(0);
    product.child.kill(signal);
    await until(() => leftOvers().length === 0);
    expect(leftOvers()).toEqual([]);
  },
  patience,
);

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux(
  'an output that takes nothing stops no service, and delays none',
  async () => {
    const full = openSync('/dev/full', 'w');
    const product = await started({ output: full, port: await freePort() });
    closeSync(full);
    const convention = await recorded(product);
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);
    await isRight(product, convention);
    expect(product.child.exitCode).toBeNull();
  },
  patience,
);
