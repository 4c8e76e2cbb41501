import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, stateLabels } from '@ctg/cli';
import { kafkaEnvironment } from '@ctg/feed/kafka';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { z } from 'zod';
import { type RunningLocal, startLocal } from './index.js';
import type { LocalSettings } from './settings.js';

/** The same life of one convention, over each of the two feeds. */
describeWithKafka('the product over Kafka', () => {
  let folder = '';
  const products: RunningLocal[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ctg-over-kafka-'));
    chmodSync(folder, 0o711);
  });
  afterAll(async () => {
    for (const product of products) await product.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function played(name: string, more: Partial<LocalSettings>) {
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

  test('gives the same histories and the same state as the embedded feed, and holds all that happened', async () => {
    const embedded = await played('embedded', {});
    const kafka = z.object(kafkaEnvironment).parse({});
    const overKafka = await played('kafka', { kafka });
    for (const service of ['partners', 'diagnostics', 'action-plans', 'evaluation']) {
      const said = ({ history }: typeof embedded) =>
        history
          .filter((event) => event.service === service)
          .map(({ type, sentence }) => `${type}: ${sentence}`);
      expect(said(overKafka)).toEqual(said(embedded));
    }
    expect(overKafka.history.length).toBeGreaterThan(280);
    expect(anonymous(overKafka.state)).toEqual(anonymous(embedded.state));
    const untold = [...fieldsOf(JSON.parse(embedded.state))].filter((name) => !(name in stateLabels));
    expect(untold).toEqual([]);

    const [status = '{}'] = await overKafka.ctg('relay', 'status', '--json');
    expect(JSON.parse(status)).toMatchObject({ caughtUp: true });
    const [verified = '{}'] = await overKafka.ctg('relay', 'verify', '--json');
    const { found } = JSON.parse(verified);
    expect(found).toMatchObject({ missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
    expect(found.events).toBeGreaterThanOrEqual(overKafka.history.length);
    expect(await overKafka.ctg('dead-letters', 'list')).toEqual(['Aucun événement mis de côté.']);
    await expect(embedded.ctg('relay', 'status')).rejects.toThrow('ne passent pas par Kafka');
  }, 180_000);
});

/** Every name of a field, at any depth. */
function fieldsOf(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, one] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    fieldsOf(one, names);
  }
  return names;
}

/** Two lives differ by the ids and the instants they were given, and by nothing else. */
function anonymous(state: string): unknown {
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
