import { askingFrom } from '../cli-testing.js';

const held = {
  organisation: '200043404',
  name: 'CC Sud-Avesnois',
  role: 'pilot',
  roleLabel: 'pilote',
  where: { kind: 'action', kindLabel: 'fiche-action', title: 'F1 Ouvrir des places' },
  themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
  from: '2021-11-18',
  until: '2022-06-30',
  held: true,
  before: { name: 'Centre social' },
};
const officer = {
  ...held,
  roleLabel: 'emploie le chargé de coopération',
  person: 'cc-02',
  personLabel: 'n° 2',
  where: { kind: 'cooperation', kindLabel: 'coopération', title: 'Toute la convention' },
  themes: [],
  until: undefined,
  before: undefined,
};
const { ctg, asked } = askingFrom((url) =>
  url.includes('cursor=') ? { items: [officer] } : { items: [held], nextCursor: 'suite' },
);

test('who does what as a table: names, themes, periods, handovers, holes', async () => {
  expect(await ctg('roles', 'sud')).toEqual({
    code: 0,
    out: [
      'Organisation     Rôle                  Où                    Thèmes          Période               Passation',
      '───────────────  ────────────────────  ────────────────────  ──────────────  ────────────────────  ──────────────────────────',
      'CC Sud-Avesnois  Pilote                F1 Ouvrir des places  Petite enfance  du 18/11/2021         remplacé par Centre social',
      '                                                                             au 30/06/2022',
      'CC Sud-Avesnois  Emploie le chargé de  Toute la convention   —               depuis le 18/11/2021  —',
      '                 coopération (n° 2)',
      '2 rôles, 1 organisation.',
    ],
  });
});

test('of one organisation and theme, over the whole life, as known on a day', async () => {
  await ctg('roles', 'sud', '--for', '200043404', '--theme', 'jeunesse', '--all', '--known-at', '2026-06-01');
  expect(asked.at(-1)).toContain('knownAt=2026-06-01&organisation=200043404&theme=jeunesse&all=true');
});
