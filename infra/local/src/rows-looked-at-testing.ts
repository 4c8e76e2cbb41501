/** What the database did for a question, told by the database: how many rows each statement had in hand. */
import pg from 'pg';

/** What one statement cost. */
export interface Cost {
  readonly statement: string;
  /** That were looked at, shown or not: of tables, of functions, of what was sorted. */
  readonly rows: number;
}

interface Step {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Step[];
}

const rowsOf = (step: Step): number => {
  const each =
    step['Actual Rows'] +
    (step['Rows Removed by Filter'] ?? 0) +
    (step['Rows Removed by Index Recheck'] ?? 0) +
    (step['Rows Removed by Join Filter'] ?? 0);
  return each * step['Actual Loops'] + (step.Plans ?? []).reduce((sum, one) => sum + rowsOf(one), 0);
};

/** Does something, and answers with it what each reading statement cost, as its own session ran it. */
export async function costsDuring<Done>(
  act: () => PromiseLike<Done>,
): Promise<{ readonly done: Done; readonly costs: readonly Cost[] }> {
  const costs: Cost[] = [];
  const original = pg.Client.prototype.query;
  const query = original as (...args: unknown[]) => Promise<pg.QueryResult>;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, values] = args;
    if (
      typeof first !== 'string' ||
      !/^\s*(?:SELECT|WITH)\b[\s\S]*\bFROM\b/.test(first) ||
      typeof args.at(-1) === 'function'
    )
      return Reflect.apply(query, this, args);
    return (async () => {
      const { rows } = await Reflect.apply(query, this, [
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${first}`,
        values,
      ]);
      const { Plan: plan } = rows[0]['QUERY PLAN'][0];
      costs.push({ statement: first, rows: rowsOf(plan) });
      return Reflect.apply(query, this, args);
    })();
  } as never;
  try {
    return { done: await act(), costs };
  } finally {
    pg.Client.prototype.query = original;
  }
}
