import { id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

const get = async (path: string, as = 'adviser') =>
  (await scene.get(`/conventions/${id.convention}/yearly-review${path}`, as)).body;

test('the year as the copil validated it, and what each theme comes to', async () => {
  expect(await get('?year=2022&effectiveAt=2023-02-01')).toMatchObject({
    title: 'CTG du Sud-Avesnois',
    year: 2022,
    situation: 'En vigueur du 01/01/2022 au 31/12/2026, signée par tous le 01/02/2022.',
    review: {
      reviewedOn: '2023-01-17',
      decision: 'Le bilan 2022 est validé',
      summary: 'L’accueil avance.',
    },
    actions: 2,
    reported: 1,
    indicators: 2,
    measured: 1,
    reached: 0,
    planned: { told: 8000, untold: 0 },
    actual: { told: 6500, untold: 0 },
    themes: [
      { theme: { label: 'Petite enfance' }, actions: 2, planned: { told: 8000 } },
      { theme: { label: 'Jeunesse' }, actions: 0, planned: { untold: 0 } },
      { theme: { label: 'Logement' }, actions: 0 },
    ],
  });
});

test('a year that nobody told of: nothing is known, which is not 0; before the copil, no review', async () => {
  const year = await get('?year=2024');
  expect(year).toMatchObject({ reported: 0, measured: 0, planned: { untold: 0 } });
  expect([year.planned.told, year.review]).toEqual([undefined, undefined]);
  expect((await get('?year=2022&effectiveAt=2022-12-31')).review).toBeUndefined();
  expect((await get('?effectiveAt=2022-12-31')).year).toBe(2022);
});

test('each action with its pilot, its progress and its cost', async () => {
  const { items } = await get('/actions?year=2022&effectiveAt=2022-12-31');
  expect(items).toMatchObject([
    {
      number: 'F1',
      approachLabel: 'développe du nouveau',
      statusLabel: 'adoptée',
      pilots: ['Centre social'],
      progress: { percent: 60, text: 'Six places ouvertes.', day: '2022-11-05' },
      actual: { told: 6500 },
      indicators: 2,
      measured: 1,
    },
    { number: 'F2', pilots: [], planned: { untold: 0 } },
  ]);
});

test('each indicator: departure, target, done, and whether the target is reached where one can say', async () => {
  const { items } = await get('/results?year=2022&effectiveAt=2022-12-31');
  expect(items).toMatchObject([
    {
      title: 'Enfants accueillis',
      baseline: 40,
      target: 50,
      done: { value: 46, source: 'Bilan' },
      reached: false,
    },
    { title: 'Satisfaction' },
  ]);
  expect([items[1].done, items[1].reached]).toEqual([undefined, undefined]);
  expect((await get('/results?year=2022&effectiveAt=2022-12-30')).items[0].done).toBeUndefined();
});

test('page by page, and for nobody of another Caf', async () => {
  const path = `/conventions/${id.convention}/yearly-review/results?year=2022&limit=1`;
  expect(await scene.everything(path, 'adviser')).toHaveLength(2);
  for (const part of ['', '/actions', '/results'])
    expect(await get(part, 'elsewhere')).toMatchObject({ status: 404 });
});
