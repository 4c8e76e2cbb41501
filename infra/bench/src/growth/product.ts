import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import type { RecordedEvent } from '@ctg/event-store';
import type { MovedEvent } from '@ctg/event-store/moving';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type RunningLocal, startLocal } from '@ctg/local';
import { copies, values } from './grown-store.js';

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
  readonly conventionId: string;
  /** Of the store when the services started with what was planted. */
  readonly events: number;
  /** From the start of the services until all of them had read everything. */
  readonly caughtUpInMs: number;
  stop(): Promise<void>;
}

const batch = 5_000;

/** Plays one convention, copies it until the store is as large as wanted, and starts the services on it. */
export async function grownProduct(
  databaseUrl: string,
  size: Size,
  say: (line: string) => void,
): Promise<GrownProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-growth-'));
  chmodSync(folder, 0o711);
  const start = () => startLocal({ port: 0, dataDir: folder, databaseUrl, logLevel: 'silent' });
  const first = await start();
  const ctg = async (origin: string, ...words: string[]) => {
    const told: string[] = [];
    const faults: string[] = [];
    const output = {
      out: (line: string) => told.push(line),
      say: (line: string) => faults.push(line),
      progress: () => {},
    };
    const code = await runCli(words, { CTG_URL: origin, CTG_DATA_DIR: folder }, output);
    if (code !== 0) throw new Error(`ctg ${words.join(' ')}: ${faults.join(' ')}`);
    return told;
  };
  await ctg(first.origin, 'play', 'sud-avesnois', '--json');
  await first.stop();
  const planted = await plant(databaseUrl, size, say);
  const began = performance.now();
  const running = await start();
  await running.ready;
  const caughtUpInMs = performance.now() - began;
  const [token = ''] = await ctg(running.origin, 'token', '--as', 'caf_adviser');
  return {
    ...planted,
    running,
    databaseUrl,
    token,
    caughtUpInMs,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function plant(databaseUrl: string, size: Size, say: (line: string) => void) {
  const store = await openPostgresEventStore({ connectionString: databaseUrl });
  try {
    const life: RecordedEvent[] = [];
    for await (const event of store.readAll()) life.push(event);
    const opened = life.find(({ type }) => type === 'partners.ConventionOpened');
    const conventionId = (opened?.metadata as { readonly conventionId?: string } | undefined)?.conventionId;
    if (!conventionId) throw new Error('the life that is copied opens no convention');
    let events = life.length;
    const receive = async (more: Iterable<MovedEvent>) => {
      let waiting: MovedEvent[] = [];
      const write = async () => {
        await store.receive(waiting);
        events += waiting.length;
        if (Math.floor(events / 100_000) > Math.floor((events - waiting.length) / 100_000))
          say(`${events} events`);
        waiting = [];
      };
      for (const event of more) if (waiting.push(event) >= batch) await write();
      if (waiting.length > 0) await write();
    };
    await receive(values(life, size.values));
    const each = life.length;
    await receive(copies(life, 1, Math.max(1, Math.ceil((size.events - events) / each))));
    return { conventionId, events };
  } finally {
    await store.close();
  }
}
