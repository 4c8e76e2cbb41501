import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import type { RecordedEvent } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type RunningLocal, startLocal } from '@ctg/local';
import { copies, plant, values } from '../played/copies.js';

/** How large a product is made. */
export interface Size {
  /** Of the whole store, about. */
  readonly events: number;
  /** Of one diagnostic. */
  readonly values: number;
}

/** A product of that size, running, with what is needed to ask it. */
export interface GrownProduct {
  readonly running: RunningLocal;
  readonly databaseUrl: string;
  readonly token: string;
  /** The one whose diagnostic is large. */
  readonly conventionId: string;
  /** Of the store when the services started with what was planted. */
  readonly events: number;
  /** From the start of the services until all of them had read everything. */
  readonly caughtUpInMs: number;
  stop(): Promise<void>;
}

/** Plants the life of a convention, its many values and copies of it in an empty database, and starts the services on it. */
export async function grownProduct(
  databaseUrl: string,
  life: readonly RecordedEvent[],
  size: Size,
  say: (line: string) => void,
): Promise<GrownProduct> {
  const opened = life.find(({ type }) => type === 'partners.ConventionOpened');
  const conventionId = (opened?.metadata as { readonly conventionId?: string } | undefined)?.conventionId;
  if (!conventionId) throw new Error('the life that is copied opens no convention');
  const store = await openPostgresEventStore({ connectionString: databaseUrl });
  let events = await plant(store, life);
  events += await plant(store, values(life, size.values));
  const lives = Math.max(1, Math.ceil((size.events - events) / life.length));
  events += await plant(store, copies(life, 1, lives), (planted) => say(`${planted} events`));
  await store.close();

  const folder = mkdtempSync(join(tmpdir(), 'ctg-growth-'));
  chmodSync(folder, 0o711);
  const began = performance.now();
  const running = await startLocal({ port: 0, dataDir: folder, databaseUrl, logLevel: 'silent' });
  await running.ready;
  const caughtUpInMs = performance.now() - began;
  return {
    running,
    databaseUrl,
    token: await tokenOf(running.origin, folder),
    conventionId,
    events,
    caughtUpInMs,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function tokenOf(origin: string, dataDir: string): Promise<string> {
  const told: string[] = [];
  const code = await runCli(
    ['token', '--as', 'caf_adviser'],
    { CTG_URL: origin, CTG_DATA_DIR: dataDir },
    { out: (line) => told.push(line), say: (line) => process.stderr.write(`${line}\n`), progress: () => {} },
  );
  if (code !== 0) throw new Error('No token could be had.');
  return told[0] ?? '';
}
