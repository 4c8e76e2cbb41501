import { anor, caf, centre, epci, id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

interface Cell {
  readonly kind: string;
  readonly theme?: { readonly label: string };
  readonly name?: string;
}
const get = async (query: string, as = 'adviser') => (await scene.get(`/global-view?${query}`, as)).body;
const day = 'effectiveAt=2022-12-31';

test('theme × partner: what each does, at which cost, holes included', async () => {
  const { items } = await get(`convention=${id.convention}&${day}`);
  expect(items.map(({ kind, theme, name }: Cell) => [kind, theme?.label, name])).toEqual([
    ['cell', 'Petite enfance', 'Centre social'],
    ['cell', 'Petite enfance', 'Caf du Nord'],
    ['theme-hole', 'Jeunesse', undefined],
    ['theme-hole', 'Logement', undefined],
    ['partner-hole', undefined, 'Communauté de communes Sud-Avesnois'],
    ['partner-hole', undefined, 'Anor'],
  ]);
  const [pilot, funder] = items;
  expect(pilot).toMatchObject({
    organisation: centre,
    roles: [{ roleLabel: 'pilote', count: 1, actions: [{ title: 'F1 Ouvrir des places' }] }],
    planned: { untold: 0 },
  });
  expect(pilot.planned.told).toBeUndefined();
  expect(funder).toMatchObject({ organisation: caf, planned: { told: 8000 }, actual: { told: 6500 } });
});

test('on another day another pilot; of a year without money, nothing is known, which is not 0', async () => {
  const before = (await get(`convention=${id.convention}&effectiveAt=2022-06-30`)).items;
  expect(before[0]).toMatchObject({ organisation: epci });
  const later = (await get(`convention=${id.convention}&${day}&year=2025`)).items;
  expect(later[1]).toMatchObject({ organisation: caf, planned: { untold: 0 } });
  expect(later[1].planned.told).toBeUndefined();
});

test('by commune and by EPCI, the conventions that have them that day; page by page', async () => {
  const whole = (await get(`convention=${id.convention}&${day}`)).items;
  expect((await get(`commune=59012&${day}`)).items).toEqual(whole);
  expect((await get(`epci=${epci}&${day}`)).items).toEqual(whole);
  expect((await get('commune=59012&effectiveAt=2027-01-01')).items).toEqual([]);
  expect((await get(`commune=59249&${day}`)).items).toEqual([]);
  const pages = await scene.everything<Cell>(`/global-view?commune=59012&${day}&limit=2`, 'adviser');
  expect(pages).toEqual(whole);
});

test('another Caf sees nothing of it; a territory must be one', async () => {
  expect((await get('commune=59012', 'elsewhere')).items).toEqual([]);
  expect(await get(`convention=${id.convention}`, 'elsewhere')).toMatchObject({
    type: '/problems/not-found',
  });
  expect(await get('')).toMatchObject({ type: '/problems/which-territory' });
  expect(await get(`commune=59012&epci=${epci}`)).toMatchObject({ type: '/problems/which-territory' });
  expect(await get(`epci=${anor}`)).toMatchObject({ type: '/problems/unknown-epci' });
  expect(await get('commune=59999')).toMatchObject({ type: '/problems/unknown-commune', found: '59999' });
});
