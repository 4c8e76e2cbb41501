import { benchEventStoreDb } from '../bench-eventstoredb.js';
import { type BenchPostgres, startBenchPostgres } from '../bench-postgres.js';
import { printFigure, quantile } from '../figure.js';
import { bareUnnest } from './bare-unnest.js';
import { type Contender, emmett, ours, oursOnEventStoreDb, plainInserts } from './contenders.js';
import { benchStatement } from './statement.js';

const writerCounts = [1, 8, 32, 64, 256];
const rounds = 3;
const roundMilliseconds = 1_500;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly n: number;
}

/** Appends by 1 to 256 concurrent writers, each waiting for its acknowledgement; contenders take turns round by round. */
export async function benchAppend(): Promise<void> {
  const postgres = await startBenchPostgres();
  const contenders: Contender[] = [];
  try {
    contenders.push(await bareUnnest(postgres));
    for (const open of [ours, plainInserts, emmett]) contenders.push(await open(postgres));
    const server = benchEventStoreDb();
    if (server) contenders.push(await oursOnEventStoreDb(server));
    for (const contender of contenders) await run(contender, 32, 1_000);
    await benchStatement(postgres);
    for (const writers of writerCounts) await compare(contenders, writers, postgres);
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
    // Emmett's pool says it is closed before its last connections are, and has no listener for what they then report.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await postgres.stop();
  }
}

async function compare(contenders: readonly Contender[], writers: number, postgres: BenchPostgres) {
  const results = new Map<Contender, Round[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [contender, found] of results) found.push(await run(contender, writers, roundMilliseconds));
  }
  const versions = { postgresql: postgres.version, emmett: '0.42.0' };
  for (const [contender, found] of results) {
    const figure = {
      bench: 'append',
      contender: contender.name,
      writers,
      versions,
      n: found.reduce((sum, { n }) => sum + n, 0),
    };
    printFigure({
      ...figure,
      what: 'throughput',
      unit: 'appends/s',
      values: found.map((round) => round.perSecond),
    });
    printFigure({ ...figure, what: 'latency p50', unit: 'ms', values: found.map((round) => round.p50) });
    printFigure({ ...figure, what: 'latency p99', unit: 'ms', values: found.map((round) => round.p99) });
  }
}

async function run(contender: Contender, writers: number, milliseconds: number): Promise<Round> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + milliseconds;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let now = performance.now(); now < end; ) {
        await contender.append();
        const after = performance.now();
        latencies.push(after - now);
        now = after;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    n: latencies.length,
  };
}
