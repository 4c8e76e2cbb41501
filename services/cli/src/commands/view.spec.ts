import { askingFrom } from '../cli-testing.js';

const action = { conventionId: 'c', actionId: 'a', title: 'F1 Ouvrir des places' };
const petiteEnfance = { code: 'petite-enfance', label: 'Petite enfance' };
const pilot = {
  kind: 'cell',
  theme: petiteEnfance,
  organisation: '200043404',
  name: 'CC Sud-Avesnois',
  roles: [{ role: 'pilot', roleLabel: 'pilote', count: 3, actions: [action] }],
  planned: { untold: 1 },
  actual: { untold: 0 },
};
const nothing = { roles: [], planned: { untold: 0 }, actual: { untold: 0 } };
const { ctg, asked } = askingFrom((url) =>
  url.includes('cursor=')
    ? {
        items: [
          {
            ...nothing,
            kind: 'unfunded',
            theme: petiteEnfance,
            planned: { told: 8000.5, untold: 2 },
            actual: { told: 0, untold: 0 },
          },
          { ...nothing, kind: 'theme-hole', theme: { code: 'logement', label: 'Logement' } },
          { ...nothing, kind: 'partner-hole', organisation: '215900127', name: 'Anor' },
        ],
      }
    : { items: [pilot], nextCursor: 'suite' },
);

test('theme by theme what each partner does, at which cost; not known is not 0; holes are said', async () => {
  expect(await ctg('view', '59012')).toEqual({
    code: 0,
    out: [
      'Thème           Partenaire            Ce qu’il fait                                        Prévu  Réalisé',
      '──────────────  ────────────────────  ─────────────────────────────────────────  ───────────────  ───────',
      'Petite enfance  CC Sud-Avesnois       Pilote : F1 Ouvrir des places et 2 autres  non chiffré (1)        —',
      'Petite enfance  (financeur à nommer)  —                                           8 000,50 € + 2      0 €',
      '                                                                                    non chiffrés',
      'Logement        —                     —                                                        —        —',
      'Thèmes où personne ne fait rien : Logement.',
      'Partenaires sans action ni moyens : Anor.',
    ],
  });
});

test('a commune, an EPCI, a convention; of one year', async () => {
  await ctg('view', '59012', '--year', '2026');
  expect(asked.at(-2)).toBe('/api/history/global-view?limit=200&year=2026&commune=59012');
  await ctg('view', '200043404', '--json');
  expect(asked.at(-2)).toBe('/api/history/global-view?limit=200&epci=200043404');
  await ctg('view', 'sud');
  expect(asked.at(-2)).toContain('limit=200&convention=0190a000-');
  expect((await ctg('view', 'sud', '--year', 'hier')).code).toBe(2);
});
