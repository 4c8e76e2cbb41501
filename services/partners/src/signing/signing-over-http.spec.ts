import type { Actor } from '@ctg/access';
import { advisers, HttpScene } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const caf = '900059007';
const people: Record<string, Actor> = {
  ...advisers,
  president: { subject: 'u2', role: 'legal_representative', cafId: 'caf-59', organisation: caf },
  director: { subject: 'u3', role: 'legal_representative', cafId: 'caf-59', organisation: caf },
};
const scene = new HttpScene(partnersService, people);
let conventionId: string;
const to = (path: string, body: object, as = 'adviser') =>
  scene.post(`/conventions/${conventionId}${path}`, body, as);
beforeAll(async () => {
  await scene.start();
  await scene.post(`/organisations/${caf}`, { kind: 'caf', name: 'Caf du Nord' }, 'adviser');
  const opening = {
    title: 'CTG d’Anor',
    caf,
    territory: { name: 'Anor', cogVintage: 2026, communes: ['59012'], epci: [] },
    effectOn: '2026-01-01',
    endsOn: '2030-12-31',
    openedOn: '2025-03-01',
  };
  conventionId = (await scene.post('/conventions', opening, 'adviser')).body.id;
  expect((await to('/signatories', { organisation: caf, capacity: 'Caf' })).status).toBe(200);
});
afterAll(() => scene.close());

const vote = { organisation: caf, deliberatedOn: '2024-12-09', reference: 'CA-14' };

test('what is improbable is refused where that is asked for, else recorded; the answer says it, again too', async () => {
  const refused = await to('/deliberations', vote).set('ctg-warnings', 'refuse');
  expect([refused.status, refused.body.type]).toEqual([422, '/problems/improbable']);
  expect(refused.body.found).toContain('antérieure à l’engagement, le 01/03/2025');
  expect((await to('/deliberations', vote).set('ctg-warnings', 'maybe')).status).toBe(400);
  const warnings = [{ code: 'deliberation-before-opening', sentence: expect.any(String) }];
  const recorded = await to('/deliberations', vote).set('idempotency-key', 'k');
  expect(recorded.body).toMatchObject({ warnings });
  expect((await to('/deliberations', vote).set('idempotency-key', 'k')).body).toEqual(recorded.body);
});

test('an act after the end of the convention is recorded, and said', async () => {
  const old = {
    title: 'CTG de 2019',
    caf,
    territory: { name: 'Anor', cogVintage: 2019, communes: ['59012'], epci: [] },
    effectOn: '2019-01-01',
    endsOn: '2022-12-31',
    openedOn: '2018-09-03',
  };
  const { body: opened } = await scene.post('/conventions', old, 'adviser');
  const copil = { kind: 'copil', title: 'Copil', createdOn: '2023-01-09' };
  const made = await scene.post(`/conventions/${opened.id}/bodies`, copil, 'adviser');
  expect([made.status, made.body.warnings]).toEqual([
    201,
    [
      {
        code: 'after-the-end',
        sentence: 'Le 09/01/2023 est après la fin de la convention, le 31/12/2022.',
      },
    ],
  ]);
  // What is said of the end itself comes after it.
  expect((await scene.post(`/conventions/${opened.id}/lapse`, {}, 'adviser')).body).toEqual(
    expect.not.objectContaining({ warnings: expect.anything() }),
  );
});

test('a person signs once for an organisation, as president or as director', async () => {
  const as = (signingCapacity: string) => ({ signedOn: '2026-01-28', signingCapacity });
  expect((await to('/signatures', as('caf-president'), 'president')).status).toBe(200);
  const twice = await to('/signatures', as('caf-director'), 'president');
  expect([twice.status, twice.body.type]).toEqual([409, '/problems/same-person']);
  const { status, body } = await to('/signatures', as('caf-director'), 'director');
  expect([status, body.events.length]).toEqual([200, 2]);
});
