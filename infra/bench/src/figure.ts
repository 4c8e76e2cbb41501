import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** What the figures were measured on. */
const machine = {
  cpu: cpus()[0]?.model.trim(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};

const commit = (() => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
})();

export interface Figure {
  readonly bench: string;
  readonly contender: string;
  readonly what: string;
  readonly unit: string;
  readonly versions: Readonly<Record<string, string>>;
  /** One value a round. */
  readonly values: readonly number[];
  /** Operations behind them all. */
  readonly n: number;
  readonly [detail: string]: unknown;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** One figure, one JSON line. */
export function printFigure({ values, ...figure }: Figure): void {
  const line = {
    ...figure,
    median: rounded(median(values)),
    min: rounded(Math.min(...values)),
    max: rounded(Math.max(...values)),
    rounds: values.length,
    command: `npm run bench -- ${process.argv.slice(2).join(' ')}`,
    commit,
    machine,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
