import { closeSync, openSync } from 'node:fs';
import { freePort } from '@ctg/local-postgres';
import { until } from './running-testing.js';
import { CrashStage, isRight, patience, recorded } from './stage-testing.js';

const stage = new CrashStage();

test(
  'the database is killed under the product: it is back by itself, says so; with the services: ready at the next start is true; the next command is right',
  async () => {
    const first = await stage.started();
    const facts = await recorded(first);
    process.kill(first.serverPid(), 'SIGKILL');
    await until(() => /PostgreSQL s’était arrêté .* il a été redémarré/.test(first.output));
    await until(() => first.isReady());
    await isRight(first, facts);
    expect(first.child.exitCode).toBeNull();
    const later = await recorded(first);
    await first.killAll();
    await isRight(await stage.started(), later);
  },
  patience,
);

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s to the process of npm stops everything that it started',
  async (signal) => {
    const product = await stage.started({ command: ['npm', 'start'] });
    expect(stage.leftOvers().length).toBeGreaterThan(0);
    product.child.kill(signal);
    await until(() => stage.leftOvers().length === 0);
    expect(stage.leftOvers()).toEqual([]);
  },
  patience,
);

test(
  'SIGTERM while it starts ends the start, and what it had started',
  async () => {
    const product = stage.launched();
    // The database is being made or started; nothing is ready.
    await until(() => stage.leftOvers().length > 0);
    product.child.kill('SIGTERM');
    expect(await product.ended).toBe(0);
    expect(product.output).not.toMatch(/ready/);
    expect(product.output).toMatch(/Arrêté\.\n$/);
    expect(stage.leftOvers()).toEqual([]);
  },
  patience,
);

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux(
  'an output that takes nothing stops no service, and delays none',
  async () => {
    const full = openSync('/dev/full', 'w');
    const product = await stage.started({ output: full, port: await freePort() });
    closeSync(full);
    const facts = await recorded(product);
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);
    await isRight(product, facts);
    expect(product.child.exitCode).toBeNull();
  },
  patience,
);
