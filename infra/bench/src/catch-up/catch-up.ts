import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { allServices } from '@ctg/local';
import { openReadModel, startProjections } from '@ctg/read-model';
import { readModelOf, type ServiceDefinition } from '@ctg/web-service';
import pg from 'pg';
import { startBenchPostgres } from '../bench-postgres.js';
import { printFigure } from '../figure.js';
import { copies, plant } from '../played/copies.js';
import { playedEvents } from '../played/played-events.js';

/** What the first catch-up of all services may cost, in bare reads of the same log. */
const aim = 20;

/**
 * The first catch-up of every service of the product, in one process as `npm start` runs them, against reading the same log
 * once and doing nothing with it.
 */
export async function benchCatchUp(size = 20_000): Promise<void> {
  const played = await playedEvents();
  const postgres = await startBenchPostgres();
  const url = await postgres.url('catch_up');
  const store = await openPostgresEventStore({ connectionString: url });
  try {
    const lives = Math.max(1, Math.round(size / played.length));
    const events = (await plant(store, played)) + (await plant(store, copies(played, 1, lives)));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('VACUUM ANALYZE event_store.events').finally(() => client.end());
    const bare = [await seconds(() => readAll(store)), await seconds(() => readAll(store))];
    const each: Record<string, number> = {};
    const all = await seconds(() =>
      Promise.all(
        allServices.map(async (service) => {
          each[service.name] = await seconds(() => caughtUp(url, service, store));
        }),
      ),
    );
    bare.push(await seconds(() => readAll(store)));
    const reading = bare.reduce((sum, one) => sum + one, 0) / bare.length;
    const common = { bench: 'catch-up', versions: { postgresql: postgres.version }, n: events };
    printFigure({ ...common, contender: 'bare read', what: 'reading every event', unit: 's', values: bare });
    printFigure({
      ...common,
      contender: 'ours',
      what: 'first catch-up of every service',
      unit: 's',
      values: [all],
      each,
    });
    const values = [all / reading];
    printFigure({ ...common, contender: 'ours / bare read', what: 'time', unit: 'ratio', values, aim });
  } finally {
    await store.close();
    await postgres.stop();
  }
}

async function readAll(store: EventStore): Promise<void> {
  let found = 0;
  for await (const event of store.readAll({ pageSize: 5_000 })) found += event.data ? 1 : 0;
  if (found === 0) throw new Error('Nothing was read.');
}

async function caughtUp(url: string, service: ServiceDefinition, store: EventStore): Promise<void> {
  const dataSource = await openReadModel({ ...readModelOf(service), url, poolSize: 20 });
  const feed = await openEmbeddedFeed({ store, dataSource });
  const running = await startProjections({ dataSource, ownFeed: feed, feed, store });
  try {
    if (!(await running.waitFor(await store.head(), 3_600_000)))
      throw new Error(`${service.name} does not arrive.`);
    const parked = running.statuses().filter((one) => one.parked > 0);
    if (parked.length > 0) throw new Error(`${service.name} parked: ${JSON.stringify(parked)}`);
  } finally {
    await running.stop();
    await feed.close();
    await dataSource.destroy();
  }
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1_000;
}
