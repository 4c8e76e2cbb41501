import { askingFrom, sudAvesnois } from '../cli-testing.js';

const listed = [
  sudAvesnois,
  { conventionId: '0190b000-0000-7000-8000-000000000002', title: 'CTG de la vallée' },
];
const event = (position: number) => ({
  position: String(position),
  occurredOn: '2026-01-12',
  recordedAt: position === 1 ? '2026-01-13T23:30:00Z' : '2026-01-12T08:00:00Z',
  service: 'partners',
  type: 'partners.Deliberated',
  sentence: `Fait ${position}.`,
});

/** As the server does: by words of the title, accents aside. */
const found = (url: string) => {
  const words = new URL(url, 'http://x').searchParams.get('text') ?? '';
  return listed.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()));
};

const { ctg, asked } = askingFrom((url) => {
  const isLast = url.includes('cursor=');
  if (url.includes('/state/'))
    return isLast
      ? { items: [{ organisation: '215900127', signed: false }] }
      : { items: [{ organisation: '215902495', signed: true }], nextCursor: 'suite' };
  if (url.includes('/state')) {
    const address = '/api/history/conventions/1/state/signatories?a=b';
    return { title: 'CTG', sections: [{ path: 'signatories', count: 2, address }] };
  }
  return isLast ? { items: [event(2)] } : { items: [event(1)], nextCursor: '1' };
}, found);

test('a convention is found by a part of its title, its history is read page after page', async () => {
  const { code, out } = await ctg('history', 'AVESNOIS');
  expect(code).toBe(0);
  expect(out.map((line) => /Fait \d\./.exec(line)?.[0])).toEqual(['Fait 1.', 'Fait 2.', undefined]);
  // Recorded in the night before midnight in Greenwich, when the next day has begun in Paris.
  expect(out[0]).toMatch(/12\/01\/2026 {2}convention {6}Fait 1\./);
  expect(out[0]).toMatch(/\[enregistré le 14\/01\/2026\]$/);
  expect(out[1]).not.toContain('enregistré');
  expect(asked.at(-1)).toContain('cursor=1');
  expect((await ctg('history', '0190b', '--json')).out.map((line) => JSON.parse(line).position)).toEqual([
    '1',
    '2',
  ]);
});

test('what may be two conventions is asked again, with the choices', async () => {
  const { code, out } = await ctg('history', 'ctg');
  expect(code).toBe(1);
  expect(out[0]).toContain('CTG de la vallée');
  expect((await ctg('history', 'rien')).out[0]).toContain('Aucune convention');
});

test('a day of recording is asked for as a day; an instant says its zone, or is refused', async () => {
  await ctg('history', 'avesnois', '--known-at', '2026-11-25');
  expect(asked.at(-1)).toContain('knownAt=2026-11-25');
  await ctg('history', 'avesnois', '--known-at', '2026-11-25T10:00:00+01:00');
  expect(asked.at(-1)).toContain('knownAt=2026-11-25T09%3A00%3A00.000Z');
  for (const unclear of ['2026-11-25T10:00:00', '25/11/2026', 'hier'])
    expect((await ctg('history', 'avesnois', '--known-at', unclear)).code).toBe(2);
});

test('a state is asked for two dates and shown in French', async () => {
  const { out } = await ctg(
    'state',
    'avesnois',
    '--effective-at',
    '2026-03-01',
    '--known-at',
    '2026-06-01T00:00:00Z',
  );
  expect(asked.find((url) => url.includes('/state?'))).toContain(
    'effectiveAt=2026-03-01&knownAt=2026-06-01T00%3A00%3A00.000Z',
  );
  expect(out).toEqual([
    'titre : CTG',
    'Signataires :',
    '  - organisation : 215902495',
    '    a signé : oui',
    '  - organisation : 215900127',
    '    a signé : non',
  ]);
  expect((await ctg('state', 'avesnois', '--effective-at', '01/03/2026')).code).toBe(2);
});
