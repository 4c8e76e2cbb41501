import type { NewEvent } from '@ctg/contracts';
import {
  CooperationOfficerAppointed,
  MandateEnded,
  MandateHandedOver,
  OrganisationRegistered,
  ThemeAdded,
} from '@ctg/contracts/partners';
import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { historyService } from '../index.js';

const conventionId = sceneId(1);
const epci = '200043404';
const scene = new HttpScene(historyService);
const publish = (stream: string, ...happened: NewEvent[]) =>
  scene.publish({ stream, conventionId }, ...happened);

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: `partners.organisation-caf-59_${epci}` },
    OrganisationRegistered({ organisation: epci, name: 'Sud-Avesnois', kind: 'epci' }),
  );
  await publish(
    'partners.convention',
    conventionOpened({
      territory: { communes: ['59012'] },
      themes: [{ code: 'jeunesse', label: 'Jeunesse' }],
    }),
    ThemeAdded({ theme: { code: 'seniors', label: 'Bien vieillir chez soi' } }),
  );
  const on = { occurredOn: '2022-02-01' };
  const appointed = (holder: string, more: object) =>
    CooperationOfficerAppointed({ holder, employer: epci, from: '2022-02-01', ...more }, on);
  await publish(
    'partners.mandate',
    appointed('cc-07', { themes: ['seniors', 'jeunesse'] }),
    appointed('cc-09', { area: 'Ouest' }),
    MandateHandedOver(
      { from: 'cc-07', to: 'cc-03', employer: epci, on: '2023-03-01' },
      { occurredOn: '2023-03-01' },
    ),
    MandateEnded({ holder: 'cc-09', on: '2023-06-30' }, { occurredOn: '2023-06-30' }),
  );
});
afterAll(() => scene.close());

test('an officer is told by a number, employer and territory, a theme by its title', async () => {
  const told = await scene.everything<{ type: string; sentence: string }>(
    `/conventions/${conventionId}/events`,
    'adviser',
  );
  expect(told.filter(({ type }) => /Officer|Mandate/.test(type)).map(({ sentence }) => sentence)).toEqual([
    'Le chargé de coopération n° 1 (employé par Sud-Avesnois, thèmes : Bien vieillir chez soi, Jeunesse) a pris ses fonctions le 01/02/2022.',
    'Le chargé de coopération n° 2 (employé par Sud-Avesnois, pour Ouest) a pris ses fonctions le 01/02/2022.',
    'Le chargé de coopération n° 1 a passé la main au chargé de coopération n° 3 (employé par Sud-Avesnois) le 01/03/2023.',
    'Le mandat du chargé de coopération n° 2 a pris fin le 30/06/2023.',
  ]);
});

test('and so in the state of a day', async () => {
  const officers = async (day: string) =>
    (
      await scene.get(`/conventions/${conventionId}/state/officers?effectiveAt=${day}`, 'adviser')
    ).body.items.map(({ name }: { name: string }) => name);
  expect(await officers('2022-03-01')).toEqual([
    'Chargé de coopération n° 1 (Sud-Avesnois)',
    'Chargé de coopération n° 2 (Sud-Avesnois, Ouest)',
  ]);
  expect(await officers('2023-07-01')).toEqual(['Chargé de coopération n° 3 (Sud-Avesnois)']);
});
