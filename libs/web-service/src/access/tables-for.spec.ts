import type { Actor } from '@ctg/access';
import { ProtocolOpened } from '@ctg/contracts/evaluation';
import { conventionOpened } from '@ctg/contracts/testing';
import type { LookUpInput } from '@ctg/decider';
import { alreadyThere, type Decider, defineCommand, refused } from '@ctg/decider';
import { z } from 'zod';
import { knownConventionProjection } from '../known-conventions/known-convention.js';
import { defineQuery, type ServiceDefinition } from '../service-definition.js';
import { HttpScene, sceneId as uuid } from '../testing.js';

const evaluator = '200043404';
const caf = '775624075';
const [nord, pas, reunion] = [uuid(1), uuid(2), uuid(3)];

/** Whoever wrote these forgot every condition. */
const everything = 'SELECT convention_id AS id FROM known_convention ORDER BY 1';
const readsAll = defineQuery({
  name: 'forgetful.read-all',
  title: 'Tout lire',
  roles: ['caf_adviser', 'partner_member', 'national_auditor', 'evaluator', 'operator'],
  route: '/all',
  reads: [knownConventionProjection],
  query: z.strictObject({}),
  answerSchema: z.array(z.string()),
  answer: async ({ readModel }) => (await readModel.query<{ id: string }>(everything)).map(({ id }) => id),
});
const nothing: Decider<undefined> = {
  category: 'forgetful.thing',
  initial: undefined,
  evolve: () => undefined,
};
const looksUpAll = defineCommand({
  name: 'forgetful.look-up-all',
  title: 'Tout chercher',
  roles: ['caf_adviser', 'evaluator'],
  route: '/conventions/:conventionId/all',
  body: z.strictObject({}),
  decider: nothing,
  lookUp: async ({ readModel }: LookUpInput<object>) =>
    (await readModel.query<{ id: string }>(everything)).map(({ id }) => id),
  decide({ facts }) {
    if (facts.length === 0) return alreadyThere({});
    throw refused({ code: 'found', title: 'Trouvé.', found: facts.join(' ') });
  },
});
const forgetful: ServiceDefinition = {
  name: 'forgetful',
  title: 'Oublieux',
  commands: [looksUpAll],
  queries: [readsAll],
  projections: [],
  entities: [],
  migrations: [],
};

const people: Record<string, Actor> = {
  adviser: { subject: 'p-1', role: 'caf_adviser', cafId: 'caf-59' },
  member: { subject: 'p-2', role: 'partner_member', cafId: 'caf-62', organisation: evaluator },
  stranger: { subject: 'p-3', role: 'caf_adviser', cafId: 'caf-75' },
  auditor: { subject: 'p-4', role: 'national_auditor' },
  evaluator: { subject: 'p-5', role: 'evaluator', organisation: evaluator },
  unasked: { subject: 'p-6', role: 'evaluator', organisation: caf },
  operator: { subject: 'p-7', role: 'operator' },
};
const scene = new HttpScene(forgetful, people);
let position: string;
beforeAll(async () => {
  await scene.start();
  for (const [conventionId, cafId] of [
    [nord, 'caf-59'],
    [pas, 'caf-62'],
    [reunion, 'caf-974'],
  ] as const)
    position = await scene.publish(
      { stream: `partners.convention-${conventionId}`, conventionId, cafId },
      conventionOpened({
        caf,
        territory: { name: 'Ici', cogVintage: 2026, communes: ['59249'] },
        effectOn: '2025-01-01',
        endsOn: '2029-12-31',
      }),
    );
  for (const [protocolId, conventionId, cafId] of [
    [uuid(11), nord, 'caf-59'],
    [uuid(12), reunion, 'caf-974'],
  ] as const)
    position = await scene.publish(
      { stream: `evaluation.protocol-${protocolId}`, cafId },
      ProtocolOpened({
        protocolId,
        title: 'Évaluation',
        scope: { kind: 'cohort', conventionIds: [conventionId] },
        evaluators: [evaluator],
        criteria: [],
        questions: [],
        waves: [],
      }),
    );
});
afterAll(() => scene.close());

test.each([
  ['adviser', [nord]],
  ['member', [pas]],
  ['stranger', []],
  ['auditor', [nord, pas, reunion]],
  ['evaluator', [nord, reunion]],
  ['unasked', []],
  ['operator', []],
])('a question without any condition shows %s the rows of their tenants', async (as, expected) => {
  const answer = await scene.get('/all', as, position);
  expect([answer.status, answer.body]).toEqual([200, expected]);
});

test.each([
  ['adviser', nord],
  ['evaluator', reunion],
])(
  'a rule that looks everything up finds, for %s, what its convention’s Caf has',
  async (as, conventionId) => {
    const answer = await scene.postOnceKnown(`/conventions/${conventionId}/all`, {}, as);
    expect([answer.status, answer.body.found]).toEqual([409, conventionId]);
  },
);

test('who asks at the same time is shown their own', async () => {
  const asked = Array.from(
    { length: 60 },
    (_, n) => (['adviser', 'member', 'evaluator', 'stranger'] as const)[n % 4] ?? 'adviser',
  );
  const answers = await Promise.all(asked.map(async (as) => [as, (await scene.get('/all', as)).body]));
  const expected = { adviser: [nord], member: [pas], evaluator: [nord, reunion], stranger: [] };
  for (const [as, body] of answers) expect(body).toEqual(expected[as as keyof typeof expected]);
});
