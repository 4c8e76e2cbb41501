import type { Actor } from '@ctg/access';
import { PlanAdopted } from '@ctg/contracts/action-plans';
import { AmendmentDeliberated } from '@ctg/contracts/partners';
import { amendmentProposed, conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene as facts } from '../scene.js';

const { anor, conventionBody } = facts;
const [conventionId, amendmentId] = [uuid(1), uuid(2)];
const people: Record<string, Actor> = {
  ...advisers,
  mayor: { subject: 'u2', role: 'legal_representative', cafId: 'caf-59', organisation: anor },
};
const scene = new HttpScene(partnersService, people);
beforeAll(() => scene.start());
afterAll(() => scene.close());

test('an amendment that brings a plan is signed once the plan is adopted with it, and is in effect from its day', async () => {
  const where = { stream: 'partners.convention', conventionId };
  await scene.publish(
    where,
    conventionOpened(conventionBody),
    signatoryDesignated(anor, { deliberates: true }),
    signedBy(anor, '2026-01-20'),
    amendmentProposed(amendmentId, '2026-07-01', '2026-03-01', { bringsPlan: true }),
    AmendmentDeliberated(
      { amendmentId, organisation: anor, deliberatedOn: '2026-04-01', reference: 'r', outcome: 'approved' },
      { occurredOn: '2026-04-01' },
    ),
  );
  const path = `/conventions/${conventionId}/amendments/${amendmentId}/signatures`;
  const signature = { signedOn: '2026-05-04' };
  const early = '/problems/amendment-without-plan';
  // Until the gate knows the convention that was published.
  const first = await scene.postOnceKnown(path, signature, 'mayor');
  expect(first.body.type).toBe(early);
  await scene.publish(
    { stream: 'actionplans.plan', conventionId, on: '2026-04-15' },
    PlanAdopted({
      version: 1,
      decisionId: uuid(3),
      actionIds: [uuid(4)],
      incompleteActionIds: [],
      amendmentId,
    }),
  );
  const signed = await scene.postOnceKnown(path, signature, 'mayor', early);
  expect(signed.body.type).toBeUndefined();
  const on = async (day: string) =>
    (await scene.get(`/conventions/${conventionId}/amendments?on=${day}`, 'adviser', signed.body.position))
      .body.items;
  expect(await on('2026-06-30')).toMatchObject([{ status: 'signed-awaiting-effect' }]);
  expect(await on('2026-07-01')).toMatchObject([{ status: 'in-effect' }]);
});
