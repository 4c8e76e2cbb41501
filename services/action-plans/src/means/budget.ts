import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import type { Action } from '../action/action.js';
import { actionsOf } from '../action/read-actions.js';
import { readers } from '../rights.js';

/** One funder in one year, in euros; `undefined` funder: nobody is named yet. */
export interface BudgetLine {
  readonly year: number;
  readonly funder?: string | undefined;
  readonly planned: number;
  readonly actual: number;
  /** What is planned in words only: « à définir ». */
  readonly toDefine: readonly string[];
}

/** Money by year and funder over all actions that live; staff time and premises are not added up in euros. */
export function budgetOf(actions: readonly Action[]): BudgetLine[] {
  const lines = new Map<
    string,
    { year: number; funder?: string | undefined; planned: number; actual: number; toDefine: string[] }
  >();
  const lineOf = (year: number, funder: string | undefined) => {
    const key = `${year} ${funder ?? ''}`;
    const line = lines.get(key) ?? { year, funder, planned: 0, actual: 0, toDefine: [] };
    lines.set(key, line);
    return line;
  };
  const cents = (sum: number) => Math.round(sum * 100) / 100;
  for (const { means, actualMeans, status } of actions) {
    for (const { kind, year, funder, amount, amountText } of status === 'abandoned' ? [] : means) {
      if (kind !== 'money') continue;
      const line = lineOf(year, funder);
      line.planned = cents(line.planned + (amount ?? 0));
      if (amountText !== undefined) line.toDefine.push(amountText);
    }
    for (const { kind, year, funder, amount } of actualMeans) {
      if (kind !== 'money') continue;
      const line = lineOf(year, funder);
      line.actual = cents(line.actual + (amount ?? 0));
    }
  }
  return [...lines.values()].sort(
    (one, other) => one.year - other.year || ((one.funder ?? '\uffff') < (other.funder ?? '\uffff') ? -1 : 1),
  );
}

export const getBudget = defineQuery({
  name: 'action-plans.get-budget',
  title: 'Lire le budget par année et par financeur',
  roles: readers,
  route: '/conventions/:conventionId/budget',
  query: z.strictObject({}),
  answer: async ({ params: { conventionId }, readModel }) => ({
    lines: budgetOf(await actionsOf(readModel, conventionId)),
  }),
});
