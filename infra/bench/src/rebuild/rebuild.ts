import { randomUUID } from 'node:crypto';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { partnersService } from '@ctg/partners';
import { buildAnew, openReadModel, startProjections } from '@ctg/read-model';
import pg from 'pg';
import { startBenchPostgres } from '../bench-postgres.js';
import { median, printFigure } from '../figure.js';
import { oneConvention } from './one-convention.js';

const conventions = 1_500;
const rounds = 5;

/** Rebuilding the read model of conventions, against reading the same events and doing nothing with them. */
export async function benchRebuild(): Promise<void> {
  const postgres = await startBenchPostgres();
  const url = await postgres.url('rebuild');
  const store = await openPostgresEventStore({ connectionString: url });
  try {
    let events = 0;
    for (let n = 0; n < conventions; n++) {
      const conventionId = randomUUID();
      const life = oneConvention(conventionId);
      events += life.length;
      await store.append(streamName('partners.convention', conventionId), life, {
        expectedRevision: 'no-stream',
      });
    }
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('VACUUM ANALYZE event_store.events').finally(() => client.end());
    const projection = partnersService.projections.find(({ name }) => name === 'conventions');
    if (!projection) throw new Error('The partners service has no projection "conventions" any more.');

    const { entities, migrations } = partnersService;
    const first = await openReadModel({
      schema: 'partners',
      url,
      entities,
      migrations,
      projections: [projection],
    });
    await first.destroy();
    const bare: number[] = [];
    const rebuilt: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const reading = await rate(events, async () => {
        let found = 0;
        for await (const event of store.readAll({ pageSize: 5_000 })) found += event.data ? 1 : 0;
        return found;
      });
      await buildAnew(url, 'partners');
      const dataSource = await openReadModel({
        schema: 'partners',
        url,
        entities,
        migrations,
        projections: [projection],
      });
      const rebuilding = await rate(events, async () => {
        const feed = await openEmbeddedFeed({ store, dataSource });
        const running = await startProjections({ dataSource, ownFeed: feed, feed, store });
        const isThere = await running.waitFor(await store.head(), 600_000);
        await running.stop();
        await feed.close();
        return isThere ? events : 0;
      });
      await dataSource.destroy();
      if (round >= 0) {
        bare.push(reading);
        rebuilt.push(rebuilding);
      }
    }
    const common = { bench: 'rebuild', versions: { postgresql: postgres.version }, n: events * rounds };
    const unit = 'events/s';
    printFigure({ ...common, contender: 'bare read', what: 'reading every event', unit, values: bare });
    printFigure({
      ...common,
      contender: 'ours',
      what: 'rebuild of the convention read model',
      unit,
      values: rebuilt,
    });
    const values = rebuilt.map((one, round) => one / (bare[round] ?? median(bare)));
    printFigure({ ...common, contender: 'ours / bare read', what: 'rate', unit: 'ratio', values });
  } finally {
    await store.close();
    await postgres.stop();
  }
}

async function rate(events: number, run: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const found = await run();
  if (found !== events) throw new Error(`${found} events handled of ${events}`);
  return events / ((performance.now() - start) / 1_000);
}
