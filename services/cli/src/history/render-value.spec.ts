import { renderValue } from './render-value.js';

test('fields, codes, days and figures are shown in French', () => {
  const state = {
    effectiveAt: '2022-06-01',
    status: 'in-signature',
    means: [{ kind: 'staff', year: 2026, amount: 12000, amountText: 'une salle' }],
    indicator: { pairing: 'planned-done', kind: 'quantitative', target: 84 },
    geography: { level: 'territory', vintage: 2019 },
    signed: false,
  };
  expect(renderValue(state, '').map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
    'situation au : 01/06/2022',
    'état : en cours de signature',
    'Moyens :',
    '  - sorte : temps de travail',
    '    année : 2026',
    '    montant : 12 000',
    '    montant en toutes lettres : une salle',
    'indicateur :',
    '  façon de comparer : prévu et réalisé',
    '  sorte : chiffré',
    '  cible : 84',
    'territoire observé :',
    '  niveau : territoire',
    '  géographie (année) : 2019',
    'a signé : non',
  ]);
});
