import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import { type RunningLocal, startLocal } from './index.js';
import type { LocalSettings } from './settings.js';
import { differences, isSettled, readModels, type Tables } from './tables-testing.js';

/** What became of one convention in one product. */
export interface Life {
  ctg(...args: string[]): Promise<string[]>;
  readonly history: readonly { readonly service: string; readonly type: string; readonly sentence: string }[];
  /** JSON. */
  readonly state: string;
  readonly convention: string;
  /** The read models as they are now; `of`: only rows that name it. */
  tables(of?: string): Promise<Tables>;
  /** Whether every table has all that was recorded in PostgreSQL. */
  isSettled(): Promise<boolean>;
}

/** Products of one suite, each with data of its own; `stop` stops them all, `end` removes what they kept as well. */
export function lives(prefix: string) {
  let folder = '';
  let persons: string | undefined;
  const products: RunningLocal[] = [];

  /**
   * Starts a product and plays the shipped convention in it. Two of one `runId` give the same ids, when they have the same
   * port as well: a person is one of an issuer.
   */
  async function played(
    name: string,
    more: Partial<LocalSettings>,
    runId: string = randomUUID(),
  ): Promise<Life> {
    if (!folder) {
      folder = mkdtempSync(join(tmpdir(), prefix));
      chmodSync(folder, 0o711);
    }
    const dataDir = join(folder, name);
    // The same persons under the same pseudonyms, of which the ids of what they do are made.
    const identity = join(dataDir, 'identity');
    if (persons && persons !== identity) cpSync(persons, identity, { recursive: true });
    persons ??= identity;
    const product = await startLocal({ port: 0, dataDir, logLevel: 'silent', ...more });
    products.push(product);
    // A store that is not ours may hold much already.
    await product.ready;
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
    const [outcome = '{}'] = await ctg('play', 'sud-avesnois', '--resume', runId, '--json');
    const [convention] = (JSON.parse(outcome) as { conventions: [string] }).conventions;
    // By its id: a store may hold more than one life.
    const history = (await ctg('history', convention, '--json')).map((line) => JSON.parse(line));
    const state = (await ctg('state', convention, '--json')).join('');
    const { databaseUrl } = product;
    return {
      ctg,
      history,
      state,
      convention,
      tables: (of) => readModels(databaseUrl, of),
      isSettled: () => isSettled(databaseUrl),
    };
  }

  const stop = async () => {
    for (const product of products.splice(0)) await product.stop();
  };
  const end = async () => {
    await stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
  return { played, stop, end };
}

/** Waits until a product tells in its tables what is expected, at most half a minute; answers what it tells otherwise. */
export async function tableDifferences(
  expected: Tables,
  life: Life,
  of?: string,
): Promise<readonly string[]> {
  for (const deadline = Date.now() + 30_000; ; ) {
    const found = differences(expected, await life.tables(of));
    if (found.length === 0 || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
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
