import { OrganisationRegistered } from '@ctg/contracts/partners';
import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, namesOnlyRegistered, nobody, sceneId } from '@ctg/web-service/testing';
import { evaluationService } from './index.js';
import { openProtocol } from './protocol/open-protocol.js';

const conventionId = sceneId(1);
const caf = '900059007';
const scene = new HttpScene(evaluationService);
beforeAll(async () => {
  await scene.start();
  for (const [id, cafId] of [
    [conventionId, 'caf-59'],
    [sceneId(2), 'caf-62'],
  ] as const) {
    await scene.publish({ stream: 'partners.convention', conventionId: id, cafId }, conventionOpened());
  }
  await scene.publish(
    { stream: `partners.organisation-caf-59_${caf}` },
    OrganisationRegistered({ organisation: caf, kind: 'caf', name: 'Caf du Nord' }),
  );
});
afterAll(() => scene.close());

const protocol = { title: 'Protocole', scope: { conventionIds: [conventionId] }, evaluators: [caf] };

namesOnlyRegistered(scene, conventionId, [
  { command: openProtocol, body: protocol, nobody: { evaluators: [caf, nobody] } },
]);

test('whom one Caf has registered is nobody to another', async () => {
  expect((await scene.postOnceKnown('/protocols', protocol, 'adviser')).status).toBe(201);
  const there = { ...protocol, scope: { conventionIds: [sceneId(2)] } };
  const refused = await scene.post('/protocols', there, 'elsewhere');
  expect([refused.status, refused.body.found]).toEqual([409, `SIREN ${caf}`]);
});
