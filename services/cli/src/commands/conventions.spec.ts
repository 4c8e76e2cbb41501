import { askingFrom } from '../cli-testing.js';

const convention = (title: string, more: object = {}) => ({
  conventionId: '0190a000-0000-7000-8000-000000000001',
  cafId: 'caf-59',
  title,
  label: 'en vigueur',
  stageLabel: 'mise en œuvre',
  effectOn: '2022-01-01',
  endsOn: '2026-12-31',
  late: 0,
  ...more,
});

const { ctg, asked } = askingFrom((url) => {
  const { searchParams } = new URL(url, 'http://localhost');
  if (searchParams.has('text')) return { items: [] };
  return searchParams.has('cursor')
    ? { items: [convention('CTG 2', { late: 3 })] }
    : { items: [convention('CTG 1')], nextCursor: 'suite' };
});
/** What the list was asked for, the last time. */
const filters = () => Object.fromEntries(new URL(asked.at(-1) ?? '', 'http://localhost').searchParams);

test('a line each, to the last page: what it is, how far it has come, its period, who is late', async () => {
  const id = '0190a000-0000-7000-8000-000000000001';
  expect(await ctg('conventions')).toEqual({
    code: 0,
    out: [
      `${id}  CTG 1 : en vigueur, mise en œuvre, du 01/01/2022 au 31/12/2026`,
      `${id}  CTG 2 : en vigueur, mise en œuvre, du 01/01/2022 au 31/12/2026, 3 en retard`,
    ],
  });
  const national = await ctg('conventions', '--as', 'national_auditor', '--caf', 'caf-59');
  expect(national.out[0]).toContain('CTG 1 (caf-59) : en vigueur');
  expect(filters().caf).toBe('caf-59');
});

test('filters are asked of the server as its own', async () => {
  const found = await ctg(
    'conventions',
    'été',
    '--status',
    'in-force',
    '--ends-before',
    '2026-12-31',
    '--sort',
    'term',
  );
  expect(found).toEqual({ code: 0, out: ['Aucune convention ne répond à ces filtres.'] });
  expect(filters()).toEqual({
    limit: '200',
    text: 'été',
    status: 'in-force',
    endsBefore: '2026-12-31',
    sort: 'term',
  });
  expect((await ctg('history', 'x', '--status', 'in-force')).code).not.toBe(0);
});
