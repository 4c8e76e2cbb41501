import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, namesOnlyRegistered, nobody, sceneId } from '@ctg/web-service/testing';
import { actionPlansService } from './index.js';
import { planMeans, recordActualMeans } from './means/plan-means.js';
import { assignRole, endRole } from './role/assign-role.js';

const conventionId = sceneId(1);
const epci = '200043404';
const scene = new HttpScene(actionPlansService);
beforeAll(async () => {
  await scene.start();
  await scene.publish({ stream: 'partners.convention', conventionId }, conventionOpened());
});
afterAll(() => scene.close());

namesOnlyRegistered(
  scene,
  conventionId,
  [
    { command: assignRole, body: { role: 'pilot' }, nobody: { organisation: nobody } },
    { command: endRole, body: { role: 'pilot', organisation: epci }, nobody: { successor: nobody } },
    { command: planMeans, body: { year: 2026, amount: 12_000 }, nobody: { funder: nobody } },
    { command: recordActualMeans, body: { year: 2026, amount: 12_000 }, nobody: { funder: nobody } },
  ],
  { 'action-plans.end-role.organisation': 'of those who hold the role' },
);
