import { id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

const get = async (path: string, as = 'adviser') =>
  (await scene.get(`/conventions/${id.convention}/optimise-or-develop${path}`, as)).body;

test('every action says which, for which needs, and what it changed in the offer', async () => {
  expect((await get('')).items).toMatchObject([
    {
      title: 'F1 Ouvrir des places',
      approachLabel: 'développe du nouveau',
      needs: [{ title: 'Des solutions d’accueil' }],
      changes: [
        {
          changeLabel: 'agrandie',
          title: 'Six places de plus',
          offerId: id.offer,
          before: 40,
          after: 46,
          on: '2022-11-05',
        },
      ],
    },
    { title: 'F2 Se connaître', approachLabel: 'optimise l’existant', needs: [], changes: [] },
  ]);
  expect((await get('?approach=optimise')).items).toHaveLength(1);
  expect((await get('?effectiveAt=2022-11-04')).items[0].changes).toEqual([]);
});

test('the needs against the offer: what is there, what is optimised, what is developed, and what nothing answers', async () => {
  expect((await get('/needs')).items).toMatchObject([
    {
      title: 'Des solutions d’accueil',
      theme: { label: 'Petite enfance' },
      offers: [{ title: 'Multi-accueil' }],
      optimised: [],
      developed: [{ title: 'F1 Ouvrir des places' }],
    },
    { title: 'Un lieu pour les jeunes', offers: [], optimised: [], developed: [] },
  ]);
});

test('the offer against the needs, with what changed in it', async () => {
  expect((await get('/offers')).items).toMatchObject([
    {
      name: 'Multi-accueil',
      place: 'Anor',
      capacity: 40,
      statusLabel: 'ouverte',
      needs: [{ title: 'Des solutions d’accueil' }],
      changes: [{ title: 'Six places de plus', action: { title: 'F1 Ouvrir des places' } }],
    },
  ]);
});

test('page by page, and for nobody of another Caf', async () => {
  const path = `/conventions/${id.convention}/optimise-or-develop?limit=1`;
  expect(await scene.everything(path, 'adviser')).toHaveLength(2);
  for (const part of ['', '/needs', '/offers'])
    expect(await get(part, 'elsewhere')).toMatchObject({ status: 404 });
});
