/** Every GET route of the OpenAPI document, against a convention that holds more of everything than a page does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Role } from '@ctg/access';
import { openApiDocument } from '@ctg/web-service';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { allServices } from './services.js';

const conventionId = sceneId(1);
const caf = '775624075';
const more = 230;
const largestList = 200;
const largestAnswer = 1_000_000;

/** The plausible data of an event, as they were released. */
const golden = (type: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../libs/contracts/golden/${type}/1.json`, import.meta.url)),
      'utf8',
    ),
  );
const event = (type: string, change: object = {}) => ({
  type,
  schemaVersion: 1,
  data: { ...golden(type), ...change },
});
/** So many of one kind, each with an id of its own. */
const many = (type: string, id: string, change: object = {}) =>
  Array.from({ length: more }, (_, n) => event(type, { [id]: sceneId(1_000 + n), ...change }));
const [actionId, protocolId] = [sceneId(2), sceneId(3)];

const ofAction = (type: string, id: string) => many(type, id, { actionId });
const ofProtocol = (type: string, id: string) => many(type, id, { protocolId });
/** So many ids, as an event of taking over names them: a hundred at most. */
const hundreds = Array.from({ length: Math.ceil(more / 100) }, (_, part) =>
  Array.from({ length: Math.min(100, more - part * 100) }, (_one, n) => sceneId(1_000 + part * 100 + n)),
);
/** By the stream's category and part: what happened there. */
const happened: Readonly<Record<string, readonly ReturnType<typeof event>[]>> = {
  'partners.governance': [
    ...many('partners.BodyCreated', 'bodyId'),
    ...many('partners.MeetingHeld', 'meetingId'),
    ...many('partners.DecisionRecorded', 'decisionId'),
    ...Array.from({ length: more }, (_, n) =>
      event('partners.MeetingPlanned', { meetingId: sceneId(5_000 + n) }),
    ),
  ],
  'partners.mandate': [
    event('partners.CooperationOfficerAppointed', { holder: 'cc-0' }),
    ...Array.from({ length: more }, (_, n) =>
      event('partners.MandateHandedOver', { from: `cc-${n}`, to: `cc-${n + 1}` }),
    ),
  ],
  'diagnostics.diagnostic': [
    event('diagnostics.DiagnosticOpened'),
    ...many('diagnostics.ValueRecorded', 'valueId'),
    ...many('diagnostics.OfferListed', 'offerId'),
    ...many('diagnostics.ConsultationRecorded', 'consultationId'),
    ...many('diagnostics.NeedIdentified', 'needId'),
    ...many('diagnostics.PriorityProposed', 'priorityId'),
  ],
  // Of itself: what is taken over is shown with what is said of it.
  'diagnostics.takenover': hundreds.map((ids) =>
    event('diagnostics.EvidenceTakenOver', {
      previousConventionId: conventionId,
      evidence: ids.map((id) => ({ kind: 'need', id })),
    }),
  ),
  'actionplans.plan': [
    event('actionplans.PlanOpened'),
    ...many('actionplans.AxisAdded', 'axisId'),
    ...many('actionplans.ObjectiveAdded', 'objectiveId'),
    ...many('actionplans.ActionProposed', 'actionId'),
    event('actionplans.ActionProposed', { actionId }),
    ...ofAction('actionplans.OperationAdded', 'operationId'),
    ...ofAction('actionplans.MeansPlanned', 'meansId'),
    ...ofAction('actionplans.ActualMeansRecorded', 'actualId'),
    ...ofAction('actionplans.IndicatorDrafted', 'indicatorId'),
    ...Array.from({ length: more }, () => event('actionplans.ProgressReported', { actionId })),
  ],
  'evaluation.evidence': [
    event('evaluation.ProtocolOpened', {
      protocolId,
      scope: { kind: 'convention', conventionIds: [conventionId] },
    }),
    ...ofProtocol('evaluation.MeasureRecorded', 'measureId'),
    ...ofProtocol('evaluation.BaselineRecorded', 'baselineId'),
    ...ofProtocol('evaluation.OpinionRecorded', 'opinionId'),
    ...ofProtocol('evaluation.JudgementRecorded', 'judgementId'),
  ],
  'evaluation.takenover': hundreds.map((judgements) =>
    event('evaluation.EvidenceTakenOver', {
      previousConventionId: conventionId,
      protocolId,
      judgements,
      measures: [],
    }),
  ),
};

const people = {
  caf_adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  operator: { subject: 'u2', role: 'operator' },
} as const;

/** What these surroundings cannot answer with 200, and what they answer instead. */
const otherwise: Readonly<Record<string, number>> = {
  'feed.read-relay': 409,
  'feed.read-verification': 409,
  'show-dead-letter': 422,
  // Without end by nature; its own suite reads it.
  'feed.follow': 0,
};
/** What a question must be asked with. */
const askedWith: Readonly<Record<string, string>> = {
  'partners.get-coverage': 'epci=200043404',
  'history.list-global-view': `convention=${conventionId}`,
  'partners.list-place-conventions': 'epci=200043404',
};
/** Lists of which this convention holds less than a page. */
const short =
  /dead-letters|discarded|list-conventions|place-conventions|work|organisations|protocols|signatories|amendments|roles|role-matrix|global-view|budget|plan-versions|reviews|adoptions/;
const filled = (path: string): string =>
  path
    .replace('{conventionId}', conventionId)
    .replace('{actionId}', actionId)
    .replace('{protocolId}', protocolId)
    .replace('{section}', 'values')
    .replace('{type}', 'partners.Signed')
    .replace('{version}', '1');

interface Asked {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string }[];
}

/** Where an answer holds a list that is longer than a page. */
function* tooLong(value: unknown, path = ''): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) && value.length > largestList) yield `${path}: ${value.length}`;
  for (const [field, one] of Object.entries(value)) yield* tooLong(one, `${path}.${field}`);
}

const services = allServices.map((definition) => [definition.name, definition] as const);

describe.each(services)('%s', (_name, definition) => {
  const scene = new HttpScene(definition, people);
  let last = '0';
  beforeAll(async () => {
    await scene.start();
    const opened = event('partners.ConventionOpened', { caf });
    await scene.publish({ stream: `partners.convention-${conventionId}`, conventionId }, opened);
    for (const [category, events] of Object.entries(happened)) {
      const stream = `${category}-${conventionId}`;
      for (let from = 0; from < events.length; from += 500)
        last = await scene.publish({ stream, conventionId }, ...events.slice(from, from + 500));
    }
  });
  afterAll(() => scene.close());

  const paths = openApiDocument([definition]).paths as Record<string, { readonly get?: Asked }>;
  const questions = Object.entries(paths).flatMap(([path, { get }]) =>
    get ? ([[get.operationId, path, get]] as const) : [],
  );

  test.each(questions)('%s answers no more than a page', async (name, path, { description, parameters }) => {
    const other = otherwise[name] ?? otherwise[name.split('.')[1] ?? ''];
    if (other === 0) return;
    const as: Role = description?.includes('caf_adviser') ? 'caf_adviser' : 'operator';
    const hasPages = parameters?.some((one) => one.name === 'cursor');
    const query = [askedWith[name], hasPages ? `limit=${largestList}` : undefined].filter(Boolean);
    const address = `${filled(path)}?${query.join('&')}`;
    const ask = () =>
      scene.http.get(address).set('authorization', `Bearer ${as}`).set('ctg-after-position', last);
    let answer = await ask();
    for (let tries = 0; answer.status === 503 && tries < 20; tries++) answer = await ask();
    expect([name, answer.status]).toEqual([name, other ?? 200]);
    expect(answer.text.length).toBeLessThan(largestAnswer);
    // The first page is full, or this list is one of those that this convention leaves short.
    if (hasPages && !short.test(name))
      expect([answer.body.items.length, typeof answer.body.nextCursor]).toEqual([largestList, 'string']);
    // A schema's own lists (of an enumeration, of required fields) are as long as it was written.
    if (!path.startsWith('/schemas') && !path.startsWith('/api/docs'))
      expect([...tooLong(answer.body)]).toEqual([]);
  });
});
