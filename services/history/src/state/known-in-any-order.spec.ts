import type { NewEvent } from '@ctg/contracts';
import { DiagnosticOpened } from '@ctg/contracts/diagnostics';
import { ThemeAdded } from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { historyService } from '../index.js';

const scene = new HttpScene(historyService, advisers, { rehearsal: true });
const [first, second] = [uuid(1), uuid(2)];
const anor = '215900127';
const [soon, late] = ['2022-01-10T11:00:00.000Z', '2024-03-05T11:00:00.000Z'];

const opened = (title: string) =>
  conventionOpened({
    title,
    territory: { communes: ['59012'] },
    themes: [{ code: 'jeunesse', label: 'Jeunesse' }],
  });

/** Position after position; what is known early may stand behind what is known late. */
const publish = (stream: string, conventionId: string, rehearsedAt: string, ...happened: NewEvent[]) =>
  scene.publish({ stream, conventionId, on: '2021-10-04', rehearsedAt }, ...happened);

beforeAll(async () => {
  await scene.start();
  await publish('partners.convention', first, soon, opened('Première'), signatoryDesignated(anor));
  await publish(
    'partners.convention',
    first,
    late,
    ThemeAdded({ theme: { code: 'logement', label: 'Logement' } }),
    signedBy(anor, '2023-02-06'),
  );
  await publish('diagnostics.diagnostic', first, soon, DiagnosticOpened({ cogVintage: 2022 }));
  await publish('partners.convention', second, soon, opened('Seconde'));
});
afterAll(() => scene.close());

const get = async (path: string) => (await scene.get(path, 'adviser')).body;
const of = `/conventions/${first}`;

test.each([
  ['before anything', '2022-01-09', 'not-open', []],
  ['on the day of the first', '2022-01-10', 'in-preparation', [1, 2, 5]],
  ['the day before the late ones', '2024-03-04', 'in-preparation', [1, 2, 5]],
  ['on their day', '2024-03-05', 'in-force', [1, 2, 3, 4, 5]],
])(
  'what was known %s is what was recorded by then, wherever it stands',
  async (_, day, status, positions) => {
    const state = await get(`${of}/state?effectiveAt=2023-06-15&knownAt=${day}`);
    expect(state.status).toBe(status);
    const events = await get(`${of}/events?knownAt=${day}&limit=200`);
    expect(events.items.map(({ position }: { position: string }) => Number(position))).toEqual(positions);
  },
);

test('without a moment all is known, since the latest of it, and its lists show the same', async () => {
  const state = await get(`${of}/state?effectiveAt=2023-06-15`);
  expect(state).toMatchObject({ status: 'in-force', knownAt: late });
  expect(state.convention.completedOn).toBe('2023-02-06');
  expect(state.sections.length).toBeGreaterThan(0);
  for (const { address, count } of state.sections)
    expect((await get(address.replace('/api/history', ''))).items).toHaveLength(count);
  expect((await get(`${of}/yearly-review?effectiveAt=2023-06-15`)).knownAt).toBe(late);
});

test('of a territory each convention is as it was known then, whichever stands last', async () => {
  const holes = async (more: string) =>
    (await get(`/global-view?commune=59012&effectiveAt=2023-06-15${more}`)).items.flatMap(
      ({ kind, theme }: { kind: string; theme?: { label: string } }) =>
        kind === 'theme-hole' ? [theme?.label] : [],
    );
  expect(await holes('&knownAt=2023-06-15')).toEqual(['Jeunesse']);
  expect(await holes('')).toEqual(['Jeunesse', 'Logement']);
});

test('an entry says when it counts from, and when the journal really had it', async () => {
  const { items } = await get(`${of}/events?types=partners.Signed`);
  expect(items).toEqual([
    expect.objectContaining({ recordedAt: late, reallyRecordedAt: expect.stringMatching(/^\d{4}-/) }),
  ]);
  expect(items[0].reallyRecordedAt).not.toBe(late);
});
