import { askingFrom, sudAvesnois } from '../cli-testing.js';

const task = (more: object) => ({
  conventionId: sudAvesnois.conventionId,
  convention: sudAvesnois.title,
  label: 'signer',
  role: 'legal_representative',
  since: '2026-01-20',
  until: '2026-02-01',
  next: 'Signer.',
  ...more,
});

const { ctg, asked } = askingFrom((url) =>
  url.includes('cursor=')
    ? { items: [task({ role: 'caf_adviser', label: 'préparer le renouvellement', until: undefined })] }
    : {
        items: [task({ name: 'Anor', lateForDays: 2, amendment: 'Trélon entre' })],
        nextCursor: 'suite',
      },
);

test('what awaits whom, convention by convention, to the last page', async () => {
  expect(await ctg('work')).toEqual({
    code: 0,
    out: [
      'CTG du Sud-Avesnois',
      '  Anor : signer (avenant « Trélon entre »), depuis le 20/01/2026 jusqu’au 01/02/2026, en retard de 2 jours',
      '    Signer.',
      '  la Caf : préparer le renouvellement, depuis le 20/01/2026',
      '    Signer.',
      '2 choses en attente.',
    ],
  });
});

test('of one convention, of one organisation, on a day', async () => {
  await ctg('work', 'sud', '--for', '215900127', '--on', '2026-03-01', '--json');
  expect(asked).toContainEqual(
    `/api/partners/work?limit=200&conventionId=${sudAvesnois.conventionId}&organisation=215900127&on=2026-03-01`,
  );
  expect((await ctg('work', '--on', 'hier')).code).toBe(2);
});
