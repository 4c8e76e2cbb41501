import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { startBenchPostgres } from '../bench-postgres.js';
import { median, printFigure } from '../figure.js';
import { playedEvents } from '../played/played-events.js';
import { type GrownProduct, grownProduct, type Size } from './product.js';

const rounds = 5;
const calls = 20;

/** `GROWTH_EVENTS`, `GROWTH_VALUES`: of the large one. The small one is a hundredth, and 100 values. */
const large: Size = {
  events: Number(process.env.GROWTH_EVENTS ?? 1_000_000),
  values: Number(process.env.GROWTH_VALUES ?? 30_000),
};
const small: Size = { events: Math.min(10_000, large.events / 10), values: Math.min(100, large.values / 10) };

/**
 * What a person or a program does, on a small store and on a large one, turn by turn in one run: how much longer does it
 * take when everything has grown, and how long was the event loop held meanwhile.
 */
export async function benchGrowth(): Promise<void> {
  const life = await playedEvents();
  const postgres = await startBenchPostgres();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const products: [string, GrownProduct][] = [];
  try {
    for (const [name, size] of [
      ['small', small],
      ['large', large],
    ] as const)
      products.push([name, await grownProduct(await postgres.url(name), life, size, say)]);
    const common = { bench: 'growth', versions: { postgresql: postgres.version } };
    for (const [contender, { events, caughtUpInMs }] of products)
      printFigure({
        ...common,
        contender,
        what: 'first catch-up, all services, of one event',
        unit: 'µs',
        values: [(caughtUpInMs * 1_000) / events],
        n: events,
      });
    for (const [what, act] of Object.entries(acts)) {
      const found = new Map<string, number[]>();
      const held = new Map<string, number[]>();
      for (let round = -1; round < rounds; round++)
        for (const [name, product] of products) {
          const delay = monitorEventLoopDelay({ resolution: 1 });
          delay.enable();
          const times = await timed(act, product);
          delay.disable();
          if (round < 0) continue;
          found.set(name, [...(found.get(name) ?? []), median(times)]);
          held.set(name, [...(held.get(name) ?? []), delay.max / 1e6]);
        }
      const n = rounds * calls;
      for (const [contender, values] of found) {
        printFigure({ ...common, contender, what, unit: 'ms', values, n });
        printFigure({
          ...common,
          contender,
          what: `${what}: event loop held`,
          unit: 'ms',
          values: held.get(contender) ?? [],
          n,
        });
      }
      const of = (name: string) => found.get(name) ?? [];
      const values = of('large').map((value, round) => value / (of('small')[round] ?? Number.NaN));
      printFigure({ ...common, contender: 'large / small', what, unit: 'ratio', values, n });
    }
  } finally {
    for (const store of stores.values()) await (await store).close();
    for (const [, product] of products) await product.stop();
    await postgres.stop();
  }
}

/** One thing that is done; resolves when it is answered. @throws Error when the answer is not the expected one */
type Act = (product: GrownProduct) => Promise<void>;

async function timed(act: Act, product: GrownProduct): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const began = performance.now();
    await act(product);
    times.push(performance.now() - began);
  }
  return times;
}

/** What is answered; a page goes on with its cursor, where there is more. @throws Error another status than success */
async function ask(
  { running, token }: GrownProduct,
  path: string,
  body?: object,
): Promise<{ nextCursor?: string }> {
  const answer = await fetch(`${running.origin}/api/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

const get =
  (path: (conventionId: string) => string): Act =>
  async (product) => {
    await ask(product, path(product.conventionId));
  };

let nth = 0;
const stores = new Map<string, ReturnType<typeof openPostgresEventStore>>();

const acts: Readonly<Record<string, Act>> = {
  append: async ({ databaseUrl }) => {
    const opened = stores.get(databaseUrl) ?? openPostgresEventStore({ connectionString: databaseUrl });
    stores.set(databaseUrl, opened);
    const event = { id: randomUUID(), type: 'bench.Appended', data: { n: 1 }, metadata: {} };
    await (await opened).append(`bench.growth-${randomUUID()}`, [event], { expectedRevision: 'no-stream' });
  },
  'command: record a value': async (product) => {
    await ask(product, `diagnostics/conventions/${product.conventionId}/values`, {
      indicator: `Indicateur ${++nth}`,
      unit: 'nombre',
      geography: { level: 'commune', code: '59249', vintage: 2026 },
      year: 2024,
      value: nth,
      source: 'Mesure',
      retrievedOn: '2026-02-03',
    });
  },
  'command: register an organisation': async (product) => {
    const name = `Association ${++nth}`;
    await ask(product, `partners/organisations/W${591_000_000 + nth}`, { kind: 'association', name });
  },
  convention: get((id) => `partners/conventions/${id}`),
  state: get((id) => `history/conventions/${id}/state`),
  'state: values': get((id) => `history/conventions/${id}/state/values?limit=200`),
  'list of values': get((id) => `diagnostics/conventions/${id}/values?limit=200`),
  'list of needs': get((id) => `diagnostics/conventions/${id}/needs`),
  'list of conventions': get(() => 'partners/conventions?limit=20'),
  'conventions by text': get(() => 'partners/conventions?text=avesnois&limit=20'),
  // Not who covers a commune: all copies are of one territory, and more than a hundred conventions of one place are refused.
  'work list': get(() => 'partners/work?limit=20'),
  'work list of a convention': get((id) => `partners/work?conventionId=${id}`),
  'decisions register': get((id) => `history/conventions/${id}/decisions`),
  'chain of a need': get((id) => `history/conventions/${id}/chain?limit=20`),
  'conventions of a commune': get(() => 'partners/conventions?commune=59012&limit=20'),
  'list of organisations': get(() => 'partners/organisations?limit=20'),
  'history: first page': get((id) => `history/conventions/${id}/events`),
  'history: tenth page': async (product) => {
    const path = `history/conventions/${product.conventionId}/events?limit=20`;
    let cursor = '';
    for (let page = 0; page < 10; page++) {
      const { nextCursor } = await ask(product, `${path}${cursor}`);
      if (nextCursor === undefined) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
  },
};
