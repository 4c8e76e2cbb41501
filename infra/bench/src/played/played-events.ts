import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import type { RecordedEvent } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { startLocal } from '@ctg/local';

/** Every event of the sample convention, as the product records them when it is played. */
export async function playedEvents(): Promise<readonly RecordedEvent[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ctg-bench-played-'));
  chmodSync(dataDir, 0o711);
  const product = await startLocal({ port: 0, dataDir, logLevel: 'silent' });
  try {
    const code = await runCli(
      ['play', 'sud-avesnois', '--json'],
      { CTG_URL: product.origin, CTG_DATA_DIR: dataDir },
      { out: () => {}, say: (line) => process.stderr.write(`${line}\n`), progress: () => {} },
    );
    if (code !== 0) throw new Error('The sample convention could not be played.');
    const store = await openPostgresEventStore({ connectionString: product.databaseUrl });
    const events: RecordedEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    await store.close();
    return events;
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
