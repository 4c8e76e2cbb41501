import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { ConventionRenewed } from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { diagnosticsService } from '../index.js';

const [former, successor, other] = [uuid(1), uuid(2), uuid(3)];
const [epci, newcomer] = ['200043404', '215902495'];
const people: Record<string, Actor> = {
  officer: { subject: 'u1', role: 'cooperation_officer', cafId: 'caf-59', organisation: epci },
  newcomer: { subject: 'u2', role: 'partner_member', cafId: 'caf-59', organisation: newcomer },
};
const scene = new HttpScene(diagnosticsService, people);

const opened = (effectOn: string, endsOn: string, previousConventionId?: string) =>
  conventionOpened({
    territory: { cogVintage: 2024, communes: ['59249'], epci: [epci] },
    effectOn,
    endsOn,
    ...(previousConventionId === undefined ? {} : { previousConventionId }),
  });
const publish = (conventionId: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: 'partners.convention', conventionId }, ...happened);
const post = (conventionId: string, path: string, body: object, as = 'officer') =>
  scene.post(`/conventions/${conventionId}${path}`, body, as);
const postOnceKnown = (conventionId: string, path: string, body: object, early?: string) =>
  scene.postOnceKnown(`/conventions/${conventionId}${path}`, body, 'officer', early);

beforeAll(async () => {
  await scene.start();
  await publish(former, opened('2019-01-01', '2022-12-31'));
  await publish(other, opened('2019-01-01', '2022-12-31'));
  await publish(
    successor,
    opened('2024-01-01', '2028-12-31', former),
    signatoryDesignated(newcomer, { deliberates: true }),
  );
});
afterAll(() => scene.close());

const value = {
  indicator: 'Population municipale',
  unit: 'habitants',
  geography: { level: 'commune', code: '59249' },
  year: 2019,
  value: 11449,
  source: 'Insee',
  retrievedOn: '2020-02-03',
};
const why = 'Le besoin reste entier';

test('a convention takes over needs and values of the one that it renews, once both say so', async () => {
  const { body: counted } = await postOnceKnown(former, '/values', value);
  const { body: needed } = await post(former, '/needs', {
    title: 'Accueil du matin',
    theme: 'petite-enfance',
    evidence: [counted.id],
  });
  const take = { previousConventionId: former, evidence: [needed.id, counted.id], why };

  const tooSoon = await postOnceKnown(successor, '/taken-over', take);
  expect([tooSoon.status, tooSoon.body.type]).toEqual([409, '/problems/renewal-not-agreed']);
  expect(tooSoon.body.found).toBe(
    `celle-ci renouvelle ${former} ; l’autre est renouvelée par aucune convention`,
  );
  const stray = await post(successor, '/taken-over', { ...take, previousConventionId: other });
  expect(stray.body.type).toBe('/problems/renewal-not-agreed');

  await publish(former, ConventionRenewed({ newConventionId: successor }));
  const taken = await postOnceKnown(successor, '/taken-over', take, '/problems/renewal-not-agreed');
  expect([taken.status, taken.body.events.map((one: { type: string }) => one.type)]).toEqual([
    200,
    ['diagnostics.EvidenceTakenOver'],
  ]);
  // Again: nothing is recorded. What the former diagnostic does not hold: refused.
  expect((await post(successor, '/taken-over', take)).body.events).toEqual([]);
  const unknown = await post(successor, '/taken-over', { ...take, evidence: [uuid(77)] });
  expect([unknown.status, unknown.body.type]).toEqual([422, '/problems/unknown-evidence']);
  // Whoever takes part in the new convention alone does not see the former one; what is taken over, they read.
  expect((await post(successor, '/taken-over', take, 'newcomer')).body.type).toBe('/problems/not-known-yet');
  const list = (after: string) =>
    scene.everything(`/conventions/${successor}/taken-over?limit=1`, 'newcomer', after);
  expect(await list(taken.body.position)).toMatchObject([
    { kind: 'need', id: needed.id, statement: 'Accueil du matin', theme: 'petite-enfance', why },
    {
      kind: 'value',
      id: counted.id,
      previousConventionId: former,
      statement: expect.stringMatching(/^Population municipale 2019 : 11\s449 habitants$/),
      geography: { level: 'commune', code: '59249' },
    },
  ]);

  // A need of the new diagnostic rests on the value; what others rest on is not annulled.
  const annul = (of: string, { body }: typeof taken) =>
    post(of, `/facts/${body.events[0].id}/annulment`, {
      stream: body.stream,
      revision: body.revision,
      reason: 'Saisi pour une autre convention',
    });
  const next = await post(successor, '/needs', {
    title: 'Accueil du soir',
    theme: 'petite-enfance',
    evidence: [counted.id],
  });
  expect(next.status).toBe(201);
  // A priority of the new diagnostic rests on the need, as on one of its own; on no need that was not taken over.
  const priority = { title: 'Accueillir tôt', needIds: [needed.id] };
  const proposed = await post(successor, '/priorities', priority);
  expect(proposed.status).toBe(201);
  const { body: unrelated } = await post(former, '/needs', {
    title: 'Accueil de nuit',
    theme: 'petite-enfance',
    evidence: [counted.id],
  });
  const strange = await post(successor, '/priorities', { ...priority, needIds: [unrelated.id] });
  expect([strange.status, strange.body.type]).toEqual([422, '/problems/unknown-need']);
  expect((await annul(successor, taken)).body.type).toBe('/problems/others-stand-on-it');
  const inUse = await annul(former, { body: needed } as typeof taken);
  expect([inUse.status, inUse.body.type]).toEqual([409, '/problems/taken-over']);

  // Once nothing rests on it any more, the taking over is annulled, and the former need may be.
  expect((await annul(successor, next)).status).toBe(200);
  expect((await annul(successor, taken)).body.type).toBe('/problems/others-stand-on-it');
  expect((await annul(successor, proposed)).status).toBe(200);
  const annulled = await annul(successor, taken);
  expect(annulled.status).toBe(200);
  expect(await list(annulled.body.position)).toEqual([]);
  expect((await annul(former, { body: needed } as typeof taken)).status).toBe(200);
});
