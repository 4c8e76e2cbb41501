import { sceneId } from '@ctg/web-service/testing';
import { id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

interface Step {
  readonly depth: number;
  readonly kindLabel: string;
  readonly title: string;
  readonly again: boolean;
}
const get = async (path: string, as = 'adviser') =>
  (await scene.get(`/conventions/${id.convention}${path}`, as)).body;
const tree = async (query: string) =>
  (await get(`/chain?${query}`)).items.map(
    ({ depth, kindLabel, title, again }: Step) =>
      `${'  '.repeat(depth)}${kindLabel} ${title}${again ? ' (déjà vu)' : ''}`,
  );

test('from a need down to the decision, each thing under what it comes from', async () => {
  expect(await tree(`from=${id.needCare}`)).toEqual([
    'besoin Des solutions d’accueil',
    '  enjeu Accueillir les plus jeunes',
    '    objectif Plus de places',
    '      action F1 Ouvrir des places',
    '        opération Dix places de plus',
    '          indicateur Enfants accueillis',
    '            mesure 46 enfants, le 31/12/2022',
    '              jugement atteinte : niveau 3 sur 4',
    '                décision Prolonger l’accueil',
    '        indicateur Satisfaction',
    '        décision Le plan est adopté',
    '        décision Le bilan 2022 est validé',
    '    décision Le diagnostic est validé',
    '  action F1 Ouvrir des places (déjà vu)',
  ]);
});

test('from a decision up to the needs; from words as well', async () => {
  const up = [
    'décision Prolonger l’accueil',
    '  jugement atteinte : niveau 3 sur 4',
    '    mesure 46 enfants, le 31/12/2022',
    '      indicateur Enfants accueillis',
    '        opération Dix places de plus',
    '          action F1 Ouvrir des places',
    '            objectif Plus de places',
    '              enjeu Accueillir les plus jeunes',
    '                besoin Des solutions d’accueil',
    '            besoin Des solutions d’accueil',
    '    avis Êtes-vous satisfait ?',
  ];
  expect(await tree(`direction=up&from=${id.decisionEvaluation}`)).toEqual(up);
  expect(await tree('direction=up&from=PROLONGER')).toEqual(up);
});

test('what lacks says so where it stands; a need that nothing answers is there', async () => {
  const { items } = await get('/chain');
  expect(items.at(-1)).toMatchObject({
    title: 'Un lieu pour les jeunes',
    lacks: ['besoin sans enjeu', 'besoin sans action'],
  });
});

test('the breaks, along the chain; a kind of them; on a day, those of that day', async () => {
  const breaks = async (query = '') =>
    (await get(`/chain/breaks?${query}`)).items.map(
      ({ what, title }: { what: string; title: string }) => `${what} ${title}`,
    );
  expect(await breaks()).toEqual([
    'need-without-priority Un lieu pour les jeunes',
    'need-without-action Un lieu pour les jeunes',
    'indicator-not-defined Satisfaction',
    'indicator-without-measure Satisfaction',
    'action-without-need F2 Se connaître',
    'action-without-decision F2 Se connaître',
    'action-without-indicator F2 Se connaître',
  ]);
  expect((await get('/chain/breaks?what=indicator-not-defined')).items).toMatchObject([
    { label: 'indicateur sans définition', within: 'F1 Ouvrir des places' },
  ]);
  expect(await breaks('what=action-without-need')).toHaveLength(1);
  expect(await breaks('what=judgement-without-decision')).toEqual([]);
  expect(await breaks('what=judgement-without-decision&effectiveAt=2023-12-31')).toHaveLength(1);
});

test('a walk is turned page by page; what is not of the chain, or not of one’s Caf, is not found', async () => {
  const path = `/conventions/${id.convention}/chain?limit=4`;
  const all = await scene.everything<Step>(path, 'adviser');
  expect(all.map(({ title }) => title)).toEqual((await get('/chain')).items.map(({ title }: Step) => title));
  expect(await get(`/chain?from=${sceneId(999)}`)).toMatchObject({ type: '/problems/not-found' });
  expect(await get('/chain', 'elsewhere')).toMatchObject({ status: 404 });
  expect(await get('/chain/breaks', 'elsewhere')).toMatchObject({ status: 404 });
});
