import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { IndicatorDefined, IndicatorDrafted } from '@ctg/contracts/action-plans';
import { OrganisationRegistered } from '@ctg/contracts/partners';
import { adoptedByCopil, conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { evaluationService } from './index.js';

const [conventionId, elsewhereId, indicatorId, actionId] = [uuid(1), uuid(2), uuid(3), uuid(4)] as const;
const [rightDecision, wrongDecision] = [uuid(5), uuid(6)] as const;
const epci = '200043404';
const caf = '775624075';
const people: Record<string, Actor> = {
  ...advisers,
  pilot: { subject: 'u2', role: 'action_pilot', cafId: 'caf-59', organisation: epci },
  secretary: { subject: 'u3', role: 'copil_secretary', cafId: 'caf-59' },
  evaluator: { subject: 'u4', role: 'evaluator', cafId: 'caf-59', organisation: caf },
  auditor: { subject: 'u6', role: 'national_auditor' },
};
const scene = new HttpScene(evaluationService, people);
beforeAll(() => scene.start());
afterAll(() => scene.close());

/** What other services would publish. */
const publish = (category: string, of: string, cafId: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: category, conventionId: of, cafId }, ...happened);
const opened = (title: string) =>
  conventionOpened({
    title,
    caf,
    territory: { cogVintage: 2026, communes: ['59249'], epci: [epci] },
    effectOn: '2025-01-01',
    endsOn: '2029-12-31',
    themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
  });

const post = (path: string, body: object, as: string) => scene.post(path, body, as);
const until = (path: string, body: object, as: string, early?: string) =>
  scene.postOnceKnown(path, body, as, early);
const get = (path: string, after: string, as: string) => scene.get(path, as, after);

const problem = (answer: { status: number; body: { type?: string } }) => [answer.status, answer.body.type];

test('from a protocol on conventions opened elsewhere to the decision on its conclusion', async () => {
  const protocol = {
    title: 'Cohorte 2025',
    scope: { kind: 'cohort', conventionIds: [conventionId] },
    evaluators: [caf],
    waves: [{ code: 'v1', label: 'Début', from: '2025-02-01', to: '2025-02-28' }],
  };
  expect(problem(await post('/protocols', protocol, 'adviser'))).toEqual([409, '/problems/not-known-yet']);
  await publish('partners.convention', conventionId, 'caf-59', opened('CTG Sud-Avesnois'));
  await publish('partners.convention', elsewhereId, 'caf-62', opened('CTG d’ailleurs'));
  await scene.publish(
    { stream: `partners.organisation-caf-59_${caf}` },
    OrganisationRegistered({ organisation: caf, kind: 'caf', name: 'Caf du Nord' }),
  );
  const made = await until('/protocols', protocol, 'adviser');
  expect(made.status).toBe(201);
  // Another Caf's convention is answered as one that is not there.
  expect(problem(await post('/protocols', protocol, 'elsewhere'))).toEqual([409, '/problems/not-known-yet']);

  const protocolId: string = made.body.id;
  const at = `/conventions/${conventionId}/protocols/${protocolId}`;
  const measure = { indicatorId, value: 12, measuredOn: '2025-06-30', source: 'Relais' };
  const unknown = `/conventions/${conventionId}/protocols/${uuid(77)}/measures`;
  expect(problem(await post(unknown, measure, 'pilot'))).toEqual([409, '/problems/not-known-yet']);
  expect(problem(await post(`${at}/measures`, measure, 'pilot'))).toEqual([409, '/problems/not-known-yet']);
  await publish(
    'actionplans.plan',
    conventionId,
    'caf-59',
    IndicatorDrafted({ indicatorId, actionId, title: 'Familles', kind: 'quantitative' }),
  );
  const drafted = await until(`${at}/measures`, measure, 'pilot');
  expect(problem(drafted)).toEqual([409, '/problems/indicator-not-defined']);
  await publish(
    'actionplans.plan',
    conventionId,
    'caf-59',
    IndicatorDefined({ indicatorId, actionId, definition: 'Venues', unit: 'familles', source: 'Relais' }),
  );
  const measured = await until(`${at}/measures`, measure, 'pilot', '/problems/indicator-not-defined');
  expect(measured.body.events).toMatchObject([{ type: 'evaluation.MeasureRecorded' }]);

  const group = (respondentGroup: string, count: number) => ({
    wave: 'v1',
    respondentGroup,
    question: 'Satisfait ?',
    invited: 30,
    answered: count,
    answers: [{ answer: 'Oui', count }],
  });
  await post(`${at}/opinions`, group('Parents', 5), 'pilot');
  await post(`${at}/opinions`, group('Directions', 4), 'pilot');

  const judgement = { question: 'atteinte', level: 3, argument: 'Atteint.', evidence: [measured.body.id] };
  expect((await post(`${at}/judgements`, judgement, 'adviser')).status).toBe(403);
  const judged = await until(`${at}/judgements`, judgement, 'evaluator');
  expect(judged.status).toBe(200);

  const shown = await get(at, judged.body.position, 'auditor');
  expect(shown.body.measures.items).toMatchObject([{ indicatorId, value: 12, measuredOn: '2025-06-30' }]);
  const opinions: { respondentGroup: string }[] = shown.body.opinions.items;
  const [parents, directions] = ['Parents', 'Directions'].map((group) =>
    opinions.find(({ respondentGroup }) => respondentGroup === group),
  );
  expect(parents).toMatchObject({ answered: 5, answers: [{ answer: 'Oui', count: 5 }] });
  expect(directions).toMatchObject({ respondentGroup: 'Directions', hidden: true });
  expect(Object.keys(directions ?? {})).not.toEqual(expect.arrayContaining(['answers']));
  expect(Object.keys(directions ?? {})).not.toEqual(expect.arrayContaining(['answered']));

  const comparison = `/protocols/${protocolId}/comparison`;
  const compared = (kind: string, as: string) => get(`${comparison}/${kind}`, judged.body.position, as);
  expect((await compared('judgements', 'adviser')).body.items).toMatchObject([
    { conventionId, conventionTitle: 'CTG Sud-Avesnois', question: 'atteinte', level: 3 },
  ]);
  expect((await compared('measures', 'adviser')).body.items).toMatchObject([{ conventionId, value: 12 }]);
  expect((await compared('measures', 'elsewhere')).status).toBe(404);
  const list = async (as: string) => (await get('/protocols', judged.body.position, as)).body.items;
  expect(await list('adviser')).toMatchObject([{ protocolId, title: 'Cohorte 2025', kind: 'cohort' }]);
  expect(await list('elsewhere')).toEqual([]);

  const outside = `/conventions/${elsewhereId}/protocols/${protocolId}`;
  const stray = await post(`${outside}/measures`, measure, 'elsewhere');
  expect(problem(stray)).toEqual([409, '/problems/not-known-yet']);
  expect((await get(outside, judged.body.position, 'elsewhere')).status).toBe(404);

  const decide = (decisionId: string) => ({ decisionId });
  const concluded = await post(`${at}/conclusion`, { summary: 'Atteint.' }, 'evaluator');
  expect(concluded.status).toBe(200);
  expect(problem(await post(`${at}/decision`, decide(rightDecision), 'secretary'))).toEqual([
    409,
    '/problems/not-known-yet',
  ]);
  const decision = (decisionId: string, subject: 'evaluation' | 'priorities') =>
    adoptedByCopil(decisionId, subject, '2025-09-24');
  await publish(
    'partners.governance',
    conventionId,
    'caf-59',
    decision(wrongDecision, 'priorities'),
    decision(rightDecision, 'evaluation'),
  );
  expect(problem(await until(`${at}/decision`, decide(wrongDecision), 'secretary'))).toEqual([
    409,
    '/problems/not-that-decision',
  ]);
  const followed = await until(`${at}/decision`, decide(rightDecision), 'secretary');
  expect(followed.status).toBe(200);
  const final = await get(at, followed.body.position, 'auditor');
  expect(final.body).toMatchObject({ conclusion: { summary: 'Atteint.' }, decisionId: rightDecision });
});
