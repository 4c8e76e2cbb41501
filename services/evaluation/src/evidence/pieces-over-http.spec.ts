import type { Actor } from '@ctg/access';
import { IndicatorDefined, IndicatorDrafted } from '@ctg/contracts/action-plans';
import { OrganisationRegistered } from '@ctg/contracts/partners';
import { conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { evaluationService } from '../index.js';

const caf = '775624075';
/** Two conventions of a cohort, each of another communauté, each with an indicator. */
const conventions = [
  { id: uuid(1), indicatorId: uuid(11), title: 'CTG de Zuydcoote', epci: '200043404' },
  { id: uuid(2), indicatorId: uuid(12), title: 'CTG d’Anor', epci: '200043396' },
] as const;
const [first, second] = conventions;
const people: Record<string, Actor> = {
  ...advisers,
  pilot: { subject: 'u2', role: 'action_pilot', cafId: 'caf-59', organisation: first.epci },
  evaluator: { subject: 'u3', role: 'evaluator', cafId: 'caf-59', organisation: caf },
};
const scene = new HttpScene(evaluationService, people);
let protocolId: string;

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: `partners.organisation-caf-59_${caf}` },
    OrganisationRegistered({ organisation: caf, kind: 'caf', name: 'Caf du Nord' }),
  );
  for (const { id: conventionId, indicatorId, title, epci } of conventions) {
    const territory = { cogVintage: 2026, communes: ['59249'], epci: [epci] };
    const opened = { title, caf, territory, effectOn: '2025-01-01', endsOn: '2029-12-31' };
    await scene.publish({ stream: 'partners.convention', conventionId }, conventionOpened(opened));
    await scene.publish(
      { stream: 'actionplans.plan', conventionId },
      IndicatorDrafted({ indicatorId, actionId: uuid(20), title: 'Familles', kind: 'quantitative' }),
      IndicatorDefined({
        indicatorId,
        actionId: uuid(20),
        definition: 'Venues',
        unit: 'familles',
        source: 'Relais',
      }),
    );
  }
  const protocol = {
    title: 'Cohorte',
    scope: { kind: 'cohort', conventionIds: conventions.map(({ id }) => id) },
    evaluators: [caf],
  };
  protocolId = (await scene.postOnceKnown('/protocols', protocol, 'adviser')).body.id;
});
afterAll(() => scene.close());

type Convention = (typeof conventions)[number];
const of = ({ id }: Convention) => `/conventions/${id}/protocols/${protocolId}`;
const record = async (path: string, body: object, as = 'adviser') => {
  const recorded = await scene.postOnceKnown(path, body, as);
  expect([path, recorded.status, recorded.body.type]).toEqual([path, expect.any(Number), undefined]);
  return recorded.body;
};
const measured = (convention: Convention, value: number, measuredOn: string) =>
  record(`${of(convention)}/measures`, {
    ...{ indicatorId: convention.indicatorId, value, measuredOn, source: 'Relais' },
  });
/** The page after page of a list, as these fields. */
const shown = async (path: string, as: string, position: string, ...fields: readonly string[]) =>
  (await scene.everything<Record<string, unknown>>(`${path}?limit=2`, as, position)).map((one) =>
    fields.map((field) => one[field]),
  );

test('pieces are read in the order of their lists, page after page: of one convention, and of all side by side', async () => {
  const june = await measured(first, 3, '2025-06-30');
  await measured(second, 2, '2025-06-30');
  await measured(first, 1, '2025-03-31');
  await measured(second, 5, '2025-09-30');
  const last = await measured(first, 4, '2025-06-30');
  expect(await shown(`${of(first)}/measures`, 'adviser', last.position, 'measuredOn', 'value')).toEqual([
    ['2025-03-31', 1],
    ['2025-06-30', 3],
    ['2025-06-30', 4],
  ]);
  const comparison = `/protocols/${protocolId}/comparison/measures`;
  expect(await shown(comparison, 'adviser', last.position, 'conventionTitle', 'value')).toEqual([
    [first.title, 1],
    [first.title, 3],
    [first.title, 4],
    [second.title, 2],
    [second.title, 5],
  ]);
  // Of another's convention this person sees nothing, between what is shown.
  expect(await shown(comparison, 'pilot', last.position, 'conventionTitle', 'value')).toEqual([
    [first.title, 1],
    [first.title, 3],
    [first.title, 4],
  ]);

  const corrected = await record(`${of(first)}/measures/${june.id}/correction`, { value: 9, why: 'Oubli' });
  expect(await shown(`${of(first)}/measures`, 'adviser', corrected.position, 'value', 'why')).toEqual([
    [1, undefined],
    [9, 'Oubli'],
    [4, undefined],
  ]);
});

test('a judgement rests on what stands under its protocol; what is annulled leaves the others as they were', async () => {
  const { id: elsewhere } = await measured(second, 7, '2025-10-31');
  const { id } = await measured(first, 8, '2025-10-31');
  const judgement = { question: 'moyens', level: 2, argument: 'Peu.', evidence: [id, elsewhere] };
  const refused = await scene.post(`${of(first)}/judgements`, judgement, 'evaluator');
  expect([refused.body.type, refused.body.found]).toEqual(['/problems/unknown-evidence', elsewhere]);
  const judgedBy = (question: string) =>
    record(`${of(first)}/judgements`, { ...judgement, question, evidence: [id] }, 'evaluator');
  const means = await judgedBy('moyens');
  await judgedBy('atteinte');
  const concluded = await record(`${of(first)}/conclusion`, { summary: 'Assez.' }, 'evaluator');
  const evaluated = async (position: string) => {
    const { judgements, conclusion } = (await scene.get(of(first), 'adviser', position)).body;
    return [judgements.items.map(({ question }: { question: string }) => question), conclusion?.summary];
  };
  expect(await evaluated(concluded.position)).toEqual([['atteinte', 'moyens'], 'Assez.']);

  const annulled = async ({ stream, revision, events }: typeof means) => {
    const { body } = await scene.post(
      `/conventions/${first.id}/facts/${events[0].id}/annulment`,
      { stream, revision, reason: 'Porté par erreur' },
      'evaluator',
    );
    expect(body.type).toBeUndefined();
    return body;
  };
  const open = await annulled(concluded);
  expect(await evaluated(open.position)).toEqual([['atteinte', 'moyens'], undefined]);
  const fewer = await annulled(means);
  expect(await evaluated(fewer.position)).toEqual([['atteinte'], undefined]);
});
