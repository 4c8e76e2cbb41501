import type { Actor } from '@ctg/access';
import { HttpScene } from '@ctg/web-service/testing';
import { partnersService } from './index.js';

const caf = '900059007';
const adviserOf = (cafId: string): Actor => ({ subject: `u-${cafId}`, role: 'caf_adviser', cafId });
const people: Record<string, Actor> = {
  paris: adviserOf('caf-75'),
  reunion: adviserOf('caf-974'),
  martinique: adviserOf('caf-972'),
};
/** What is rehearsed says at which instant it is recorded. */
const scene = new HttpScene(partnersService, people, { rehearsal: true });
beforeAll(() => scene.start());
afterAll(() => scene.close());

const territories: Record<string, object> = {
  paris: { name: 'Paris', cogVintage: 2024, communes: ['75056'], epci: [] },
  reunion: { name: 'Saint-Denis', cogVintage: 2024, communes: ['97411'], epci: [] },
  martinique: { name: 'Fort-de-France', cogVintage: 2024, communes: ['97209'], epci: [] },
};

/** Opens a convention at an instant: the day on which that is said to have happened, or why it is refused. */
async function openedOn(as: string, instant: string, on?: string): Promise<string> {
  const at = (path: string, body: object) => scene.post(path, body, as).set('ctg-recorded-at', instant);
  await at(`/organisations/${caf}`, { kind: 'caf', name: 'Caf' });
  const { status, body } = await at('/conventions', {
    title: 'CTG',
    caf,
    territory: territories[as],
    effectOn: '2025-01-01',
    endsOn: '2028-12-31',
    ...(on === undefined ? {} : { openedOn: on }),
  });
  if (status !== 201) return body.type;
  for await (const { metadata } of scene.store.readStream(body.stream)) return String(metadata.occurredOn);
  return 'nothing';
}
const future = '/problems/date-in-the-future';

test('at 20:30 UTC the own date of La Réunion is that of the next day in Paris', async () => {
  const evening = '2024-06-30T20:30:00Z';
  expect(await openedOn('reunion', evening)).toBe('2024-07-01');
  expect(await openedOn('reunion', evening, '2024-07-01')).toBe('2024-07-01');
  expect(await openedOn('reunion', evening, '2024-07-02')).toBe(future);
  expect(await openedOn('paris', evening)).toBe('2024-06-30');
  expect(await openedOn('paris', evening, '2024-07-01')).toBe(future);
});

test('in the night of Paris the day that Martinique gets where none is given is its own, the evening before', async () => {
  const night = '2024-07-02T02:30:00Z';
  expect(await openedOn('martinique', night)).toBe('2024-07-01');
  expect(await openedOn('martinique', night, '2024-07-02')).toBe(future);
  expect(await openedOn('paris', night)).toBe('2024-07-02');
});
