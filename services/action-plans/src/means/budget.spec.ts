import type { Action } from '../action/action.js';
import { roleMatrix } from '../role/role-matrix.js';
import { budgetOf } from './budget.js';

const blank: Action = {
  actionId: '0190f0a0-0000-7000-8000-000000000001',
  title: 'Action',
  number: 'F1',
  objectiveId: '0190f0a0-0000-7000-8000-000000000002',
  themes: [],
  needIds: [],
  approach: 'develop',
  status: 'adopted',
  statusSince: '2026-01-01',
  operations: [],
  roles: [],
  means: [],
  actualMeans: [],
  indicators: [],
  adoptions: [],
  progress: [],
};
const meansId = '0190f0a0-0000-7000-8000-000000000003';
const caf = '775624075';

test('money is added up by year and funder; words stay words, staff is not money', () => {
  const lines = budgetOf([
    {
      ...blank,
      means: [
        { meansId, year: 2026, kind: 'money', funder: caf, amount: 0.1 },
        { meansId, year: 2026, kind: 'money', funder: caf, amount: 0.2 },
        { meansId, year: 2026, kind: 'money', amountText: 'à définir' },
        { meansId, year: 2026, kind: 'staff', funder: caf, amount: 12 },
        { meansId, year: 2027, kind: 'money', funder: caf, amount: 8000 },
      ],
      actualMeans: [{ actualId: meansId, year: 2026, kind: 'money', funder: caf, amount: 0.25 }],
    },
    {
      ...blank,
      status: 'abandoned',
      means: [{ meansId, year: 2026, kind: 'money', funder: caf, amount: 99 }],
    },
  ]);
  expect(lines).toEqual([
    { year: 2026, funder: caf, planned: 0.3, actual: 0.25, toDefine: [] },
    { year: 2026, planned: 0, actual: 0, toDefine: ['à définir'] },
    { year: 2027, funder: caf, planned: 8000, actual: 0, toDefine: [] },
  ]);
});

test('the matrix says who does what, and who did', () => {
  const roles = [
    { role: 'pilot', organisation: '200043404', from: '2026-01-01', endedOn: '2026-09-01', successor: caf },
    { role: 'pilot', organisation: caf, from: '2026-09-01' },
    { role: 'funder', organisation: caf, from: '2026-01-01' },
  ] as const;
  const matrix = roleMatrix([{ ...blank, roles }, blank]);
  expect(
    matrix.map(({ organisation, actions }) => [organisation, actions.map((one) => one.roles.length)]),
  ).toEqual([
    ['200043404', [1]],
    [caf, [2]],
  ]);
});
