import { askingFrom, sudAvesnois } from '../cli-testing.js';

const convention = (title: string, more: object = {}) => ({
  title,
  effectOn: '2022-02-09',
  endsOn: '2026-12-31',
  label: 'en vigueur',
  sentence: 'En vigueur.',
  communes: 28,
  signatoryCommunes: 15,
  signedCommunes: 13,
  ...more,
});
const gap = { title: 'CTG 1', gapDays: 404, overlapDays: 0 };

const { ctg, asked } = askingFrom((url) =>
  url.includes('/coverage/conventions')
    ? { items: [convention('CTG 2', { after: gap })] }
    : {
        place: { kind: 'epci', code: '200043404', name: 'CC', vintage: 2024 },
        sentence: 'Couvert en partie.',
        communes: { total: 28, covered: 27, signed: 13 },
        uncovered: [{ code: '59601', name: 'Trélon', lapsedOn: '2020-12-31' }],
        conventions: { items: [convention('CTG 1')], nextCursor: 'suite' },
      },
);

test('a place on a day: what covers it, how many signed, and what follows what, to the last page', async () => {
  const { code, out } = await ctg('coverage', '200043404', '--on', '2024-03-01');
  expect(code).toBe(0);
  expect(asked).toContainEqual('/api/partners/coverage?epci=200043404&on=2024-03-01');
  expect(out.slice(0, 4)).toEqual([
    'CC (200043404, géographie 2024)',
    'Couvert en partie.',
    'Communes : 27 couvertes sur 28, 13 ont signé.',
    '  non couverte : Trélon (59601), depuis le 31/12/2020',
  ]);
  expect(out).toContain('    communes : 28 dans le périmètre, 13 sur 15 signataires ont signé');
  expect(out.at(-1)).toBe('    404 jours sans convention après « CTG 1 »');
});

test('a commune by its INSEE code, Corsica included; other words are those of a convention', async () => {
  await ctg('coverage', '2A004', '--json');
  expect(asked).toContainEqual('/api/partners/coverage?commune=2A004');
  await ctg('coverage', 'sud', '--json');
  expect(asked).toContainEqual(`/api/partners/coverage?territory=${sudAvesnois.conventionId}`);
  expect((await ctg('coverage', '59012', '--on', 'hier')).code).toBe(2);
});
