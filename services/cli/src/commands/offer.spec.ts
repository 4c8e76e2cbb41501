import { askingFrom } from '../cli-testing.js';

const change = {
  change: 'extended',
  changeLabel: 'agrandie',
  title: 'Six places de plus',
  action: { id: 'a', title: 'F1' },
  before: 40,
  after: 46,
  on: '2022-11-05',
};
const need = {
  title: 'Accueillir',
  theme: { code: 'petite-enfance', label: 'Petite enfance' },
  offers: [{ id: 'o', title: 'Multi-accueil' }],
  optimised: [],
  developed: [{ id: 'a', title: 'F1' }],
};
const { ctg } = askingFrom((url) =>
  url.includes('/needs')
    ? { items: [need] }
    : url.includes('/offers')
      ? {
          items: [
            {
              name: 'Multi-accueil',
              place: 'Anor',
              statusLabel: 'ouverte',
              needs: [need],
              changes: [change],
            },
          ],
        }
      : { items: [{ title: 'F1', approachLabel: 'développe du nouveau', needs: [need], changes: [change] }] },
);

test('the offer against the needs, and what the actions changed, holes said', async () => {
  const { code, out } = await ctg('offer', 'sud');
  expect(code).toBe(0);
  expect(out).toEqual([
    'Les besoins en face de l’offre',
    'Besoin      Thème           Offre existante  Actions qui optimisent  Actions qui développent',
    '──────────  ──────────────  ───────────────  ──────────────────────  ───────────────────────',
    'Accueillir  Petite enfance  Multi-accueil    —                       F1',
    '',
    'L’offre existante',
    'Offre          Commune  Capacité  État     Besoins qui reposent sur elle  Ce que les actions y ont changé',
    '─────────────  ───────  ────────  ───────  ─────────────────────────────  ────────────────────────────────────────────',
    'Multi-accueil  Anor            —  Ouverte  Accueillir                     Agrandie : Six places de plus (40 → 46), dit',
    '                                                                          le 05/11/2022 [F1]',
    '',
    'Ce que font les actions',
    'Action  Démarche              Besoins     Ce qu’elle a changé dans l’offre',
    '──────  ────────────────────  ──────────  ───────────────────────────────────────────────',
    'F1      Développe du nouveau  Accueillir  Agrandie : Six places de plus (40 → 46), dit le',
    '                                          05/11/2022',
  ]);
});
