import type { NewEvent } from '@ctg/contracts';
import {
  ActionProposed,
  ActionStatusChanged,
  ActualMeansRecorded,
  MeansPlanned,
  RoleAssigned,
  RoleEnded,
} from '@ctg/contracts/action-plans';
import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { actionPlansService } from '../index.js';

const conventionId = uuid(1);
const [epci, caf] = ['200043404', '775624075'];
const scene = new HttpScene(actionPlansService);
const published = (n: number, ...happened: NewEvent[]) =>
  scene.publish({ stream: `actionplans.action-${conventionId}.${uuid(n)}`, conventionId }, ...happened);
const proposed = (n: number, title: string, number?: string) =>
  ActionProposed({
    actionId: uuid(n),
    ...(number === undefined ? {} : { number }),
    title,
    objectiveId: uuid(50),
    themes: ['petite-enfance'],
    needIds: [],
    approach: 'develop',
    status: 'proposed',
  });
const money = { kind: 'money', funder: caf } as const;
const items = async (path: string) =>
  (await scene.get(`/conventions/${conventionId}${path}`, 'adviser')).body.items;

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: 'partners.convention', conventionId },
    conventionOpened({
      caf,
      territory: { cogVintage: 2026, communes: ['59249'], epci: [epci] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
    }),
  );
  const [actionId, meansId] = [uuid(10), uuid(30)];
  const from = '2026-01-01';
  await published(
    10,
    proposed(10, 'Un lieu d’accueil à l’Écluse', 'F10'),
    MeansPlanned({ actionId, meansId, year: 2026, ...money, amount: 0.1 }),
    MeansPlanned({ actionId, meansId: uuid(31), year: 2026, ...money, amount: 0.2 }),
    MeansPlanned({ actionId, meansId: uuid(32), year: 2026, kind: 'money', amountText: 'à définir' }),
    MeansPlanned({ actionId, meansId: uuid(33), year: 2026, kind: 'staff', funder: caf, amount: 12 }),
    MeansPlanned({ actionId, meansId: uuid(34), year: 2027, ...money, amount: 8000 }),
    ActualMeansRecorded({ actionId, actualId: uuid(35), year: 2026, ...money, amount: 0.25 }),
    RoleAssigned({ actionId, role: 'pilot', organisation: epci, from }),
    RoleEnded({ actionId, role: 'pilot', organisation: epci, endedOn: '2026-09-01', successor: caf }),
    RoleAssigned({ actionId, role: 'pilot', organisation: caf, from: '2026-09-01' }),
    RoleAssigned({ actionId, role: 'funder', organisation: caf, from }),
  );
  await published(
    11,
    proposed(11, 'Abandonnée', 'F2'),
    MeansPlanned({ actionId: uuid(11), meansId: uuid(36), year: 2026, ...money, amount: 99 }),
    ActionStatusChanged({
      actionId: uuid(11),
      from: 'proposed',
      to: 'abandoned',
      changedOn: '2026-02-01',
    }),
  );
  await published(12, proposed(12, 'Sœurs et frères de Saint-Aubin'));
});
afterAll(() => scene.close());

test('money is added up by year and funder; words stay words, staff is not money', async () => {
  expect(await items('/budget')).toEqual([
    { year: 2026, funder: caf, planned: 0.3, actual: 0.25, toDefine: [], undefinedMeans: 0 },
    { year: 2026, planned: 0, actual: 0, toDefine: ['à définir'], undefinedMeans: 1 },
    { year: 2027, funder: caf, planned: 8000, actual: 0, toDefine: [], undefinedMeans: 0 },
  ]);
});

test('the matrix says who does what, and who did', async () => {
  expect(await items('/role-matrix')).toMatchObject([
    { organisation: epci, number: 'F10', roles: [{ role: 'pilot', endedOn: '2026-09-01', successor: caf }] },
    { organisation: caf, number: 'F10', roles: [{ role: 'pilot' }, { role: 'funder' }] },
  ]);
  expect(await items(`/role-matrix?organisation=${epci}`)).toHaveLength(1);
});

const titles = async (path: string) => (await items(path)).map((one: { title: string }) => one.title);

test('fiches stand in the order of their numbers, F2 before F10, those without one last', async () => {
  const all = ['Abandonnée', 'Un lieu d’accueil à l’Écluse', 'Sœurs et frères de Saint-Aubin'];
  expect(await titles('/actions')).toEqual(all);
  const path = `/conventions/${conventionId}/actions?limit=1`;
  const paged = await scene.everything<{ title: string }>(path, 'adviser');
  expect(paged.map(({ title }) => title)).toEqual(all);
  expect(await titles('/actions?withoutPilot=true')).toEqual([all[0], all[2]]);
});

test.each([
  ["l'ecluse", 'Un lieu d’accueil à l’Écluse'],
  ['l’ÉCLUSE accueil', 'Un lieu d’accueil à l’Écluse'],
  ['f10', 'Un lieu d’accueil à l’Écluse'],
  ['soeurs', 'Sœurs et frères de Saint-Aubin'],
  ['St Aubin', 'Sœurs et frères de Saint-Aubin'],
  ['fre\u0300res', 'Sœurs et frères de Saint-Aubin'],
])('« %s » finds « %s »', async (text, title) => {
  expect(await titles(`/actions?text=${encodeURIComponent(text)}`)).toEqual([title]);
});
