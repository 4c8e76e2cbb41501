import { askingFrom } from '../cli-testing.js';

const decision = {
  decidedOn: '2025-06-24',
  kind: 'decision',
  by: 'Comité de pilotage',
  subject: 'diagnostic',
  subjectLabel: 'diagnostic partagé',
  outcome: 'adopted',
  outcomeLabel: 'adoptée',
  title: 'Le diagnostic est validé',
  evidence: [{ text: 'Compte rendu', hash: '0f4c2b8e61d3a975' }],
  decided: [{ sentence: 'Version 1 figée.', service: 'diagnostics', on: '2025-06-24' }],
  decidedCount: 3,
};
const { ctg, asked } = askingFrom((url) =>
  url.includes('cursor=')
    ? { items: [{ ...decision, title: 'Reporter', evidence: [], decided: [], decidedCount: 0 }] }
    : { items: [decision], nextCursor: 'suite' },
);

test('the register as a table, to the last page, what nobody said as a hole', async () => {
  expect(await ctg('decisions', 'sud')).toEqual({
    code: 0,
    out: [
      'Jour        Qui décide          Décision                       Sur quelles pièces                  Ce qui a suivi',
      '──────────  ──────────────────  ─────────────────────────────  ──────────────────────────────────  ────────────────',
      '24/06/2025  Comité de pilotage  Le diagnostic est validé       Compte rendu (empreinte 0f4c2b8e…)  Version 1 figée.',
      '                                (diagnostic partagé, adoptée)                                      et 2 autres',
      '24/06/2025  Comité de pilotage  Reporter                       —                                   —',
      '                                (diagnostic partagé, adoptée)',
      '2 décisions.',
    ],
  });
});

test('of one subject, between two days, at a moment', async () => {
  await ctg('decisions', 'sud', '--about', 'action-plan', '--from', '2025-01-01', '--known-at', '2026-06-01');
  expect(asked.at(-1)).toContain('knownAt=2026-06-01&from=2025-01-01&subject=action-plan');
  expect((await ctg('decisions', 'sud', '--from', 'hier')).code).toBe(2);
});
