import type { TokenVerifier } from '@ctg/access';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { partnersService } from '@ctg/partners';
import { startService } from '@ctg/web-service';
import autocannon from 'autocannon';
import { startBenchPostgres } from '../bench-postgres.js';
import { median, printFigure } from '../figure.js';

const connections = 64;
const rounds = 5;
const seconds = 3;

const body = JSON.stringify({
  title: 'Convention territoriale globale',
  caf: '900059007',
  territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
  themes: [{ code: 'petite-enfance' }],
});

const verifier: TokenVerifier = {
  verify: async () => ({ subject: 'bench', role: 'caf_adviser', cafId: 'caf-59' }),
};

/**
 * POST of a command that opens a convention, 64 connections: acknowledged once it is on disk, against the same route of
 * the same service whose store acknowledges at once and keeps nothing.
 */
export async function benchHttp(): Promise<void> {
  const postgres = await startBenchPostgres();
  const start = async (database: string, storeOf: (url: string) => Promise<EventStore>) => {
    const databaseUrl = await postgres.url(database);
    const store = await storeOf(databaseUrl);
    const options = { databaseUrl, store, verifier, logLevel: 'silent', requestsPerMinute: 1_000_000_000 };
    const service = await startService(partnersService, options);
    const close = async () => {
      await service.close();
      await store.close();
    };
    return { url: `${await service.listen(0)}/api/partners/conventions`, close };
  };
  const real = (url: string) => openPostgresEventStore({ connectionString: url });
  const ours = await start('ours', real);
  const bare = await start('bare', async (url) => keepingNothing(await real(url)));
  try {
    const found = { ours: [] as Shot[], bare: [] as Shot[] };
    for (let round = -1; round < rounds; round++) {
      const [withStore, without] = [await shoot(ours.url), await shoot(bare.url)];
      if (round >= 0) {
        found.ours.push(withStore);
        found.bare.push(without);
      }
    }
    const versions = { postgresql: postgres.version };
    for (const [contender, shots] of Object.entries(found)) {
      const common = {
        bench: 'http',
        contender,
        connections,
        versions,
        n: shots.reduce((sum, { n }) => sum + n, 0),
      };
      printFigure({
        ...common,
        what: 'throughput',
        unit: 'requests/s',
        values: shots.map((shot) => shot.perSecond),
      });
      printFigure({ ...common, what: 'latency p50', unit: 'ms', values: shots.map((shot) => shot.p50) });
      printFigure({ ...common, what: 'latency p99', unit: 'ms', values: shots.map((shot) => shot.p99) });
    }
    const bareRates = found.bare.map((shot) => shot.perSecond);
    const values = found.ours.map((shot, round) => shot.perSecond / (bareRates[round] ?? median(bareRates)));
    const common = { bench: 'http', connections, versions, n: values.length };
    printFigure({
      ...common,
      contender: 'ours / without a store',
      what: 'throughput',
      unit: 'ratio',
      values,
    });
  } finally {
    await ours.close();
    await bare.close();
    await postgres.stop();
  }
}

/** The same store, but an append is acknowledged at once and never happens. */
const keepingNothing = (store: EventStore): EventStore => ({
  append: async () => ({ revision: 0, position: 1n }),
  readStream: (...args) => store.readStream(...args),
  findEvent: (...args) => store.findEvent(...args),
  readPage: (...args) => store.readPage(...args),
  readAll: (...args) => store.readAll(...args),
  subscribe: (...args) => store.subscribe(...args),
  head: () => store.head(),
  eventAt: (position) => store.eventAt(position),
  identity: () => store.identity(),
  close: () => store.close(),
});

interface Shot {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly n: number;
}

async function shoot(url: string): Promise<Shot> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body,
    // The load comes from another thread: it must not take the service's.
    workers: 1,
  });
  const refused = result.non2xx + result.errors + result.timeouts;
  if (refused > 0) throw new Error(`${refused} requests were not answered with 201`);
  const { p50, p99 } = result.latency;
  return { perSecond: result['2xx'] / result.duration, p50, p99, n: result['2xx'] };
}
