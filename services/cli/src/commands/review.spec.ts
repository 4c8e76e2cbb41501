import { askingFrom } from '../cli-testing.js';

const theme = { code: 'petite-enfance', label: 'Petite enfance' };
const figures = {
  actions: 1,
  reported: 1,
  indicators: 1,
  measured: 1,
  reached: 0,
  planned: { told: 8000, untold: 0 },
  actual: { untold: 0 },
};
const head = {
  title: 'CTG du Sud-Avesnois',
  year: 2026,
  effectiveAt: '2026-11-30',
  knownAt: '2026-11-30T10:00:00Z',
  situation: 'En vigueur.',
  review: { reviewedOn: '2026-11-17', decision: 'La revue est validée', summary: 'Cela avance.' },
  ...figures,
  themes: [{ theme, ...figures }],
};
const action = {
  theme,
  number: 'F1',
  title: 'Ouvrir des places',
  approachLabel: 'développe du nouveau',
  statusLabel: 'en cours',
  pilots: ['Centre social'],
  progress: { day: '2026-11-05', percent: 40, text: 'Six places.' },
  planned: { told: 8000, untold: 0 },
  actual: { untold: 0 },
};
const result = {
  theme,
  action: 'F1 Ouvrir des places',
  title: 'Enfants accueillis',
  unit: 'enfants',
  baseline: 40,
  target: 50,
  done: { value: 46, measuredOn: '2026-10-15', source: 'Bilan' },
  reached: false,
};
const { ctg, asked } = askingFrom((url) =>
  url.includes('/yearly-review/actions')
    ? { items: [action] }
    : url.includes('/yearly-review/results')
      ? { items: [result, { theme, action: 'F1 Ouvrir des places', title: 'Satisfaction' }] }
      : head,
);

test('a year as a document: what the copil said, each theme, each action, each result, holes said', async () => {
  const { code, out } = await ctg('review', 'sud', '--year', '2026');
  expect(code).toBe(0);
  expect(out.slice(0, 4)).toEqual([
    'Bilan de l’année 2026 : CTG du Sud-Avesnois',
    'Situation au 30/11/2026 : En vigueur.',
    'Validé par le copil le 17/11/2026 : « La revue est validée ».',
    'Ce qu’il retient : Cela avance.',
  ]);
  const text = out.join('\n');
  expect(text).toMatch(/Petite enfance +1 +1 +1 +1 +0 +8 000 € +—\n/);
  expect(text).toMatch(/En cours +40 % : Six places\. \(05\/11\/2026\) +8 000 € +—\n/);
  expect(text).toMatch(/Enfants accueillis \[F1\] +enfants +40 +50 +— +46 \(15\/10\/2026\) +non\n/);
  expect(out.at(-1)).toMatch(/^Satisfaction \[F1\] +— +— +— +— +— +—$/);
});

test('all of it shows the moment of its head', async () => {
  await ctg('review', 'sud', '--effective-at', '2026-11-30');
  const lists = asked.slice(-2);
  for (const url of lists) expect(url).toContain('year=2026&effectiveAt=2026-11-30&knownAt=2026-11-30T10');
});
