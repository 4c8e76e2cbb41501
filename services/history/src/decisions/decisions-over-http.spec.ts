import { anor, id, livedScene } from '../state/lived-testing.js';

const scene = livedScene();

const register = async (query = '', as = 'adviser') =>
  (await scene.get(`/conventions/${id.convention}/decisions?${query}`, as)).body;

test('each decision, the oldest first: who decided, on which evidence, and what was recorded as decided', async () => {
  const { items } = await register();
  expect(items.map((one: { decidedOn: string; title: string }) => [one.decidedOn, one.title])).toEqual([
    ['2021-06-24', 'Le diagnostic est validé'],
    ['2021-11-30', 'Le plan est adopté'],
    ['2021-12-10', 'Approuve la convention'],
    ['2023-01-17', 'Le bilan 2022 est validé'],
    ['2024-01-16', 'Prolonger l’accueil'],
  ]);
  expect(items[0]).toMatchObject({
    by: 'Comité de pilotage',
    bodyKind: 'comité de pilotage',
    heldOn: '2021-06-24',
    subjectLabel: 'diagnostic partagé',
    outcomeLabel: 'adoptée',
    evidence: [
      { text: 'Compte rendu de la réunion du 24/06/2021', hash: 'a'.repeat(64) },
      { text: '1 enjeu, sur 1 besoin' },
      {
        text: 'Version 1 du diagnostic : 0 valeur, 1 offre, 1 consultation, 2 besoins, 1 enjeu',
        hash: 'a'.repeat(64),
      },
    ],
    decided: [
      { service: 'diagnostics', sentence: expect.stringContaining('Accueillir les plus jeunes') },
      { service: 'diagnostics', sentence: expect.stringContaining('version 1 du diagnostic') },
    ],
    decidedCount: 2,
  });
});

test('an assembly decides too: its reference and receipt, and that it signed', async () => {
  const { items } = await register('kind=deliberation');
  expect(items).toMatchObject([
    {
      by: 'Le conseil municipal d’Anor',
      organisation: anor,
      outcome: 'approved',
      evidence: [{ text: 'Délibération 2021-12-03' }, { text: 'Récépissé 059-1 du 14/12/2021' }],
      decided: [{ sentence: 'La commune d’Anor a signé la convention le 01/02/2022.' }],
    },
  ]);
});

test('what the evaluation rests on stands beside the decision on it, without a small group’s answers', async () => {
  const { items } = await register('subject=evaluation');
  expect(items).toMatchObject([
    {
      outcome: 'rejected',
      evidence: [
        expect.anything(),
        { text: 'Évaluation « Évaluation finale » : 1 jugement, 1 mesure, 1 réponse d’enquête' },
        { text: 'Conclusion : Poursuivre.' },
      ],
    },
  ]);
});

test('on a day, what had been decided and had followed by then; a page goes on where the one before ended', async () => {
  const { items } = await register('effectiveAt=2021-12-12');
  expect(items).toHaveLength(3);
  expect(items[2]).toMatchObject({ evidence: [{ text: 'Délibération 2021-12-03' }], decided: [] });
  const path = `/conventions/${id.convention}/decisions?limit=2&from=2021-11-30`;
  const all = await scene.everything<{ decidedOn: string }>(path, 'adviser');
  expect(all.map(({ decidedOn }) => decidedOn)).toEqual([
    '2021-11-30',
    '2021-12-10',
    '2023-01-17',
    '2024-01-16',
  ]);
  expect(await register('subject=nothing')).toMatchObject({ status: 422 });
  expect(await register('', 'elsewhere')).toMatchObject({ status: 404 });
});
