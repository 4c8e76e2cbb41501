import type { NewEvent } from '@ctg/contracts';
import {
  EvidenceTakenOver,
  FactAnnulled,
  NeedIdentified,
  PriorityProposed,
} from '@ctg/contracts/diagnostics';
import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { actionPlansService } from '../index.js';

const [former, successor, needId, other, priorityId] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const scene = new HttpScene(actionPlansService);
const at = (path: string) => `/conventions/${successor}${path}`;
const until = (path: string, body: object) => scene.postOnceKnown(at(path), body, 'adviser');
const publish = (category: string, conventionId: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: category, conventionId }, ...happened);
const need = (id: string, title: string) =>
  NeedIdentified({
    needId: id,
    title,
    theme: 'petite-enfance',
    evidence: [{ kind: 'value', id: uuid(9) }],
    version: 1,
  });
const taken = EvidenceTakenOver({
  previousConventionId: former,
  evidence: [
    { kind: 'need', id: needId },
    { kind: 'value', id: uuid(9) },
  ],
  why: 'Reste entier',
  version: 1,
});

beforeAll(async () => {
  await scene.start();
  const opened = (previous: object = {}) =>
    conventionOpened({
      territory: { cogVintage: 2026, communes: ['59249'] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
      ...previous,
    });
  await publish('partners.convention', former, opened());
  await publish('partners.convention', successor, opened({ previousConventionId: former }));
  await publish('diagnostics.need', former, need(needId, 'Accueil du matin'), need(other, 'Accueil de nuit'));
  await publish(
    'diagnostics.priority',
    successor,
    PriorityProposed({ priorityId, title: 'Accueillir', needIds: [needId], version: 1 }),
  );
});
afterAll(() => scene.close());

test('an action answers a need that its convention has taken over, and no other of the former one', async () => {
  const { body: axis } = await until('/axes', { title: 'Axe', theme: 'petite-enfance' });
  const objective = { axisId: axis.id, title: 'Accueillir', priorityIds: [priorityId] };
  const { body: under } = await until('/objectives', objective);
  const action = (...needIds: string[]) => ({
    title: 'Ouvrir plus tôt',
    objectiveId: under.id,
    needIds,
    approach: 'develop',
  });
  const tooSoon = await scene.post(at('/actions'), action(needId), 'adviser');
  expect([tooSoon.status, tooSoon.body.type]).toEqual([409, '/problems/not-known-yet']);

  await publish('diagnostics.takenover', successor, taken);
  const proposed = await until('/actions', action(needId));
  expect(proposed.status).toBe(201);
  const stranger = await scene.post(at('/actions'), action(needId, other), 'adviser');
  expect([stranger.body.type, stranger.body.found]).toEqual(['/problems/not-known-yet', other]);
  const learned = async () =>
    scene.everything(at('/learned/needs?limit=1'), 'adviser', proposed.body.position);
  expect(await learned()).toEqual([
    { needId, title: 'Accueil du matin', theme: 'petite-enfance', takenFrom: former },
  ]);

  // Once the taking over is annulled, nothing new rests on it.
  let fact: { id: string; revision: number } | undefined;
  for await (const event of scene.store.readStream(`diagnostics.takenover-${successor}`)) fact = event;
  await publish(
    'diagnostics.takenover',
    successor,
    FactAnnulled({
      factId: fact?.id ?? '',
      factType: EvidenceTakenOver.type,
      factRevision: fact?.revision ?? 0,
      reason: 'Repris par erreur',
      before: { version: 1, data: taken.data, occurredOn: '2026-03-02' },
    }),
  );
  for (;;) if ((await learned()).length === 0) break;
  const late = await scene.post(at('/actions'), action(needId), 'adviser');
  expect(late.body.type).toBe('/problems/not-known-yet');
});
