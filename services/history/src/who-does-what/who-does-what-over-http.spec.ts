import { centre, epci, id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

interface Role {
  readonly name: string;
  readonly roleLabel: string;
  readonly where: { readonly title: string };
}
const get = async (query: string, as = 'adviser') =>
  (await scene.get(`/conventions/${id.convention}/who-does-what?${query}`, as)).body;
const roles = async (query: string) =>
  (await get(query)).items.map(
    ({ name, roleLabel, where }: Role) => `${name} : ${roleLabel}, ${where.title}`,
  );

test('on a day, what each organisation does: signs, sits, carries the cooperation, pilots, pays', async () => {
  expect(await roles('effectiveAt=2022-03-01')).toEqual([
    'Communauté de communes Sud-Avesnois : signataire, CTG du Sud-Avesnois',
    'Communauté de communes Sud-Avesnois : membre, Comité de pilotage',
    'Communauté de communes Sud-Avesnois : emploie le chargé de coopération, Toute la convention',
    'Communauté de communes Sud-Avesnois : pilote, F1 Ouvrir des places',
    'Anor : signataire, CTG du Sud-Avesnois',
    'Caf du Nord : signataire, CTG du Sud-Avesnois',
    'Caf du Nord : membre, Comité de pilotage',
    'Caf du Nord : financeur, F1 Ouvrir des places',
    'Centre social : partenaire associé, CTG du Sud-Avesnois',
  ]);
});

test('a handover is seen from both sides, on the days before and after it', async () => {
  const [before] = (await get('role=pilot&effectiveAt=2022-06-30')).items;
  expect(before).toMatchObject({
    organisation: epci,
    from: '2021-11-18',
    until: '2022-06-30',
    before: { organisation: centre, name: 'Centre social' },
    themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
  });
  const [after] = (await get('role=pilot&effectiveAt=2022-07-01')).items;
  expect(after).toMatchObject({
    organisation: centre,
    from: '2022-07-01',
    after: { organisation: epci, name: 'Communauté de communes Sud-Avesnois' },
  });
  expect((await get('role=cooperation-officer&effectiveAt=2022-08-31')).items).toMatchObject([
    { person: 'cc-01' },
  ]);
  expect((await get('role=cooperation-officer&effectiveAt=2022-09-01')).items).toMatchObject([
    { person: 'cc-02', personLabel: 'n° 2', from: '2022-09-01', after: { name: 'n° 1' } },
  ]);
});

test('over the whole life; of one organisation, of one theme; page by page', async () => {
  const officers = (await get('role=cooperation-officer&all=true')).items;
  expect(officers).toMatchObject([
    { person: 'cc-01', until: '2022-08-31', held: false, before: { name: 'n° 2' } },
    { person: 'cc-02', held: true },
  ]);
  expect(await roles(`organisation=${centre}&theme=petite-enfance`)).toEqual([
    'Centre social : pilote, F1 Ouvrir des places',
  ]);
  const path = `/conventions/${id.convention}/who-does-what?limit=2&all=true`;
  const all = await scene.everything<Role>(path, 'adviser');
  expect(all).toHaveLength((await get('all=true')).items.length);
  expect(await get('', 'elsewhere')).toMatchObject({ status: 404 });
});
