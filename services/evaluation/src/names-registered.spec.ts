import { ConventionOpened, OrganisationRegistered } from '@ctg/contracts/partners';
import { HttpScene, namesOnlyRegistered, nobody, sceneId } from '@ctg/web-service/testing';
import { evaluationService } from './index.js';
import { openProtocol } from './protocol/open-protocol.js';

const conventionId = sceneId(1);
const caf = '900059007';
const scene = new HttpScene(evaluationService, {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-62' },
});
beforeAll(async () => {
  await scene.start();
  for (const [id, cafId] of [
    [conventionId, 'caf-59'],
    [sceneId(2), 'caf-62'],
  ] as const) {
    const opened = ConventionOpened({
      title: 'CTG',
      caf,
      territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249'], epci: [] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [],
    });
    await scene.publish({ stream: `partners.convention-${id}`, conventionId: id, cafId }, opened);
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
