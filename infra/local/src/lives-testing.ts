import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import { type RunningLocal, startLocal } from './index.js';
import type { LocalSettings } from './settings.js';

/** What became of one convention in one product. */
export interface Life {
  ctg(...args: string[]): Promise<string[]>;
  readonly history: readonly { readonly service: string; readonly type: string; readonly sentence: string }[];
  /** JSON. */
  readonly state: string;
}

/** Products of one suite, each with data of its own; `end` stops them all. */
export function lives(prefix: string) {
  let folder = '';
  const products: RunningLocal[] = [];

  /** Starts a product and plays the shipped convention in it. */
  async function played(name: string, more: Partial<LocalSettings>): Promise<Life> {
    if (!folder) {
      folder = mkdtempSync(join(tmpdir(), prefix));
      chmodSync(folder, 0o711);
    }
    const dataDir = join(folder, name);
    const product = await startLocal({ port: 0, dataDir, logLevel: 'silent', ...more });
    products.push(product);
    const ctg = async (...args: string[]) => {
      const out: string[] = [];
      const errors: string[] = [];
      const code = await runCli(
        args,
        { CTG_URL: product.origin, CTG_DATA_DIR: dataDir },
        { out: (line) => out.push(line), say: (line) => errors.push(line), progress: () => {} },
      );
      if (code !== 0) throw new Error(`ctg ${args.join(' ')}: ${errors.join('\n')}`);
      return out;
    };
    await ctg('play', 'sud-avesnois', '--json');
    const history = (await ctg('history', 'sud-avesnois', '--json')).map((line) => JSON.parse(line));
    const state = (await ctg('state', 'sud-avesnois', '--json')).join('');
    return { ctg, history, state };
  }

  const end = async () => {
    for (const product of products.splice(0)) await product.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
  return { played, end };
}

/** What one service's events tell, in order. */
export const toldBy = (service: string, { history }: Life) =>
  history.filter((event) => event.service === service).map(({ type, sentence }) => `${type}: ${sentence}`);

/** Two lives differ by the ids and the instants they were given, and by nothing else. */
export function anonymous(state: string): unknown {
  const plain = state
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant');
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'position')
        .map(([name, each]) => [name, ordered(each)]),
    );
  };
  return ordered(JSON.parse(plain));
}
