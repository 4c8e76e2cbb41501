import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import type { EventStore, EventToAppend, RecordedEvent } from '@ctg/event-store';
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

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Writes copies of these events, each a life with ids of its own, until the store has about so many; answers how many. */
export async function fill(
  store: EventStore,
  events: readonly RecordedEvent[],
  size: number,
): Promise<number> {
  const copies = Math.max(1, Math.round(size / events.length));
  for (let copy = 0; copy < copies; copy++) {
    const streams = new Map<string, EventToAppend[]>();
    for (const event of events) {
      const stream = renamed(event.stream, copy);
      const appended = {
        id: renamed(event.id, copy),
        type: event.type,
        data: JSON.parse(renamed(event.rawData, copy)),
        metadata: JSON.parse(renamed(event.rawMetadata, copy)),
      };
      const before = streams.get(stream);
      if (before) before.push(appended);
      else streams.set(stream, [appended]);
    }
    // What many conventions share (an organisation) goes on in its stream.
    await Promise.all(
      [...streams].map(([stream, all]) => store.append(stream, all, { expectedRevision: 'any' })),
    );
  }
  return copies * events.length;
}

/** The same id in the same copy is the same again. */
const renamed = (text: string, copy: number): string =>
  text.replaceAll(
    uuid,
    (id) =>
      `${((Number.parseInt(id.slice(0, 8), 16) ^ copy) >>> 0).toString(16).padStart(8, '0').slice(-8)}${id.slice(8, 24)}${copy.toString(16).padStart(4, '0')}${id.slice(28)}`,
  );
