import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import { type RunningLocal, startLocal } from '../index.js';
import type { LocalSettings } from '../settings.js';

/** What a command line ended with. */
interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** A whole product for one suite, and the command line that speaks to it. */
export interface Product {
  readonly folder: string;
  readonly origin: string;
  ctg(...args: string[]): Promise<Ended>;
  /** Stops it; its data stay until the end. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

/** Starts the whole product with data of its own. */
export async function startedProduct(more: Partial<LocalSettings> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-scenarios-'));
  chmodSync(folder, 0o711);
  let product: RunningLocal | undefined;
  const stop = async () => {
    await product?.stop();
    product = undefined;
  };
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    product = await startLocal({ port: 0, dataDir: join(folder, 'data'), logLevel: 'silent', ...more });
    await product.ready;
  } catch (error) {
    await end();
    throw error;
  }
  const { origin } = product;
  const ctg = async (...args: string[]): Promise<Ended> => {
    const out: string[] = [];
    const said: string[] = [];
    const code = await runCli(
      args,
      { CTG_URL: origin, CTG_DATA_DIR: join(folder, 'data') },
      { out: (line) => out.push(line), say: (line) => said.push(line), progress: () => {} },
    );
    return { code, out: out.join('\n'), said: said.join('\n') };
  };
  return { folder, origin, ctg, stop, end };
}
