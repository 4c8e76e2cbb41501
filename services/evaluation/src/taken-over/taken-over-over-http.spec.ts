import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { IndicatorDefined, IndicatorDrafted } from '@ctg/contracts/action-plans';
import { ConventionRenewed, OrganisationRegistered } from '@ctg/contracts/partners';
import { conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { evaluationService } from '../index.js';

const [former, successor, indicatorId, actionId] = [uuid(1), uuid(2), uuid(3), uuid(4)] as const;
const [caf, epci] = ['775624075', '200043404'];
const people: Record<string, Actor> = {
  ...advisers,
  evaluator: { subject: 'u2', role: 'evaluator', cafId: 'caf-59', organisation: caf },
};
const scene = new HttpScene(evaluationService, people);
const publish = (category: string, conventionId: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: category, conventionId }, ...happened);
const opened = (effectOn: string, endsOn: string, previousConventionId?: string) =>
  conventionOpened({
    caf,
    territory: { cogVintage: 2024, communes: ['59249'], epci: [epci] },
    effectOn,
    endsOn,
    ...(previousConventionId === undefined ? {} : { previousConventionId }),
  });
const until = (path: string, body: object, as: string, early?: string) =>
  scene.postOnceKnown(path, body, as, early);

beforeAll(async () => {
  await scene.start();
  await publish('partners.convention', former, opened('2019-01-01', '2022-12-31'));
  await publish('partners.convention', successor, opened('2024-01-01', '2028-12-31', former));
  await scene.publish(
    { stream: `partners.organisation-caf-59_${caf}` },
    OrganisationRegistered({ organisation: caf, kind: 'caf', name: 'Caf du Nord' }),
  );
  await publish(
    'actionplans.plan',
    former,
    IndicatorDrafted({ indicatorId, actionId, title: 'Familles accueillies', kind: 'quantitative' }),
    IndicatorDefined({ indicatorId, actionId, definition: 'Venues', unit: 'familles', source: 'Relais' }),
  );
});
afterAll(() => scene.close());

/** A protocol on a convention. */
async function protocolOn(conventionId: string): Promise<string> {
  const protocol = {
    title: 'Évaluation',
    scope: { kind: 'convention', conventionIds: [conventionId] },
    evaluators: [caf],
  };
  const { body } = await until('/protocols', protocol, 'adviser');
  return `/conventions/${conventionId}/protocols/${body.id}`;
}

test('a convention takes over measures, judgements and recommendations of the one that it renews', async () => {
  const at = await protocolOn(former);
  const protocolId = at.slice(-36);
  const measure = { indicatorId, value: 120, measuredOn: '2022-06-30', source: 'Relais' };
  const { body: measured } = await until(`${at}/measures`, measure, 'adviser');
  const argument = 'Les familles viennent.';
  const judged = await until(
    `${at}/judgements`,
    { question: 'atteinte', level: 3, argument, evidence: [measured.id] },
    'evaluator',
  );
  const conclusion = await scene.post(
    `${at}/conclusion`,
    { summary: 'Atteint.', recommendations: ['Ouvrir le samedi', 'Chiffrer le coût'] },
    'evaluator',
  );
  const [judgement] = (await scene.get(`${at}/judgements`, 'adviser', judged.body.position)).body.items;

  const why = 'La seconde convention part de ces résultats';
  const link = { previousConventionId: former, protocolId, why };
  const take = {
    ...link,
    measures: [measured.id],
    judgements: [judgement.judgementId],
    recommendations: [2],
  };
  const path = `/conventions/${successor}/taken-over`;
  const tooSoon = await until(path, take, 'adviser');
  expect([tooSoon.status, tooSoon.body.type]).toEqual([409, '/problems/renewal-not-agreed']);
  expect((await scene.post(path, take, 'elsewhere')).body.type).toBe('/problems/not-known-yet');

  await publish('partners.convention', former, ConventionRenewed({ newConventionId: successor }));
  const taken = await until(path, take, 'adviser', '/problems/renewal-not-agreed');
  expect([taken.status, taken.body.events.map((one: { type: string }) => one.type)]).toEqual([
    200,
    ['evaluation.EvidenceTakenOver'],
  ]);
  expect((await scene.post(path, take, 'adviser')).body.events).toEqual([]);
  const third = await scene.post(path, { ...link, recommendations: [3] }, 'adviser');
  expect([third.status, third.body.type, third.body.found]).toEqual([422, '/problems/unknown-evidence', '3']);

  const list = (after: string) => scene.everything(`${path}?limit=2`, 'adviser', after);
  expect(await list(taken.body.position)).toMatchObject([
    { kind: 'judgement', id: judgement.judgementId, statement: `atteinte : niveau 3 sur 4. ${argument}` },
    { kind: 'measure', id: measured.id, statement: 'Familles accueillies : 120 familles (30/06/2022)', why },
    {
      kind: 'recommendation',
      rank: 2,
      protocolId,
      previousConventionId: former,
      statement: 'Chiffrer le coût',
    },
  ]);

  // A judgement on the new convention rests on the measure and on the judgement; what is taken over is not annulled where it was made.
  const now = await protocolOn(successor);
  const anew = await until(
    `${now}/judgements`,
    { question: 'atteinte', level: 2, argument: 'À suivre.', evidence: [measured.id, judgement.judgementId] },
    'evaluator',
  );
  expect(anew.status).toBe(200);
  const annul = (of: string, { body }: typeof taken, as: string) =>
    scene.post(
      `/conventions/${of}/facts/${body.events[0].id}/annulment`,
      { stream: body.stream, revision: body.revision, reason: 'Saisi pour une autre convention' },
      as,
    );
  expect((await annul(former, conclusion, 'evaluator')).body.type).toBe('/problems/taken-over');
  expect((await annul(successor, taken, 'adviser')).body.type).toBe('/problems/others-stand-on-it');
  expect((await annul(successor, anew, 'evaluator')).status).toBe(200);
  const annulled = await annul(successor, taken, 'adviser');
  expect(annulled.status).toBe(200);
  expect(await list(annulled.body.position)).toEqual([]);
  expect((await annul(former, conclusion, 'evaluator')).status).toBe(200);
});
