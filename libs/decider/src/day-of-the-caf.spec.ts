import { v7 as newUuid } from 'uuid';
import { z } from 'zod';
import { defineCommand, happenedOn } from './index.js';
import { openScene, Poured, type Scene, tank } from './scene-testing.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const pourOn = defineCommand({
  name: 'testing.pour-on',
  title: 'Verser ce jour-là',
  roles: ['caf_adviser'],
  route: '/tanks/:tankId/on',
  body: z.strictObject({ on: z.string().optional() }),
  decider: tank,
  stream: ({ tankId = '' }) => ({ subject: tankId }),
  decide: ({ body: { on }, newId }) => [Poured({ litres: 1, id: newId() }, happenedOn(on))],
});

/** Half past three in the night of New Year in Paris. */
const now = () => new Date('2027-01-01T02:30:00Z');
const of = (cafId: string, on?: string) => ({
  ...scene.request(newUuid(), 0, { cafId }),
  body: on === undefined ? {} : { on },
});

test.each([
  ['caf-59', '2027-01-01'],
  ['caf-972', '2026-12-31'],
  ['caf-974', '2027-01-01'],
])('for %s it is %s: what is left out, and what is refused as future', async (cafId, day) => {
  const executor = scene.executor({ now });
  const request = of(cafId);
  await executor.execute(pourOn, request);
  const [poured] = await scene.eventsOf(request.params.tankId ?? '');
  expect(poured?.metadata.occurredOn).toBe(day);
  await executor.execute(pourOn, of(cafId, day));
  const rejection = await scene.rejectionOf(executor.execute(pourOn, of(cafId, '2027-01-02')));
  expect(rejection.explanation.code).toBe('date-in-the-future');
  if (day < '2027-01-01') await scene.rejectionOf(executor.execute(pourOn, of(cafId, '2027-01-01')));
});
