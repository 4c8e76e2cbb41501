import { catalogue, type NewEvent, type PublishedEvent } from '@ctg/contracts';
import { EvidenceTakenOver } from '@ctg/contracts/diagnostics';
import {
  BaselineRecorded,
  EvidenceTakenOver as ResultsTakenOver,
  withoutSmallGroups,
} from '@ctg/contracts/evaluation';
import {
  ConventionFullySigned,
  ConventionRenewed,
  ConventionTerminated,
  CooperationOfficerAppointed,
  Deliberated,
  MandateHandedOver,
} from '@ctg/contracts/partners';
import {
  amendmentChanges,
  amendmentProposed,
  amendmentSignedBy,
  conventionOpened,
  signatoryDesignated,
  signedBy,
} from '@ctg/contracts/testing';
import { Names } from '../names/names.js';
import { hasSentence, sentenceOf } from '../sentences/sentence.js';
import { stateOf } from './convention-state.js';

const anor = '215900127';
const names = new Names([{ id: anor, label: 'Anor', kind: 'commune' }]);
let position = 0;
const recorded = (event: NewEvent, recordedAt: string): PublishedEvent =>
  ({
    occurredOn: recordedAt.slice(0, 10),
    ...event,
    recordedAt,
    position: String(++position),
  }) as PublishedEvent;

const opened = conventionOpened({
  territory: { cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
});
const designated = signatoryDesignated(anor, { deliberates: true });
const deliberated = Deliberated(
  { organisation: anor, deliberatedOn: '2023-01-12', reference: '2023-03', outcome: 'approved' },
  { occurredOn: '2023-01-12' },
);
const signed = [
  signedBy(anor, '2023-02-15'),
  ConventionFullySigned(
    { completedOn: '2023-02-15', effectOn: '2022-01-01', endsOn: '2026-12-31' },
    { occurredOn: '2023-02-15', effectiveOn: '2022-01-01' },
  ),
];
/** Typed in months after it happened. */
const life = [
  recorded(opened, '2023-03-01T09:00:00.000Z'),
  recorded(designated, '2023-03-01T09:01:00.000Z'),
  recorded(deliberated, '2023-03-01T09:02:00.000Z'),
  ...signed.map((event) => recorded(event, '2023-06-01T09:00:00.000Z')),
];
const at = (effectiveAt: string, knownAt = '2030-01-01T00:00:00.000Z', events = life) => {
  const known = events.filter((event) => event.recordedAt <= knownAt);
  // biome-ignore lint/suspicious/noExplicitAny: the sections are looked at one by one
  return stateOf(known, effectiveAt, knownAt, names) as Record<string, any>;
};

test('before the signature it is covered retroactively, after it is in force, past its term it says so', () => {
  expect(at('2021-12-31').status).toBe('not-open');
  expect(at('2023-02-14')).toMatchObject({
    status: 'covered-retroactively',
    signatories: [{ name: 'Anor', signed: false }],
  });
  expect(at('2023-02-15')).toMatchObject({ status: 'in-force', signatories: [{ signed: true }] });
  expect(at('2027-01-01').status).toBe('past-its-term');
});

test('what was recorded late was not known before', () => {
  expect(at('2024-01-01', '2023-04-01T00:00:00.000Z')).toMatchObject({
    status: 'in-signature',
    signatories: [{ signed: false }],
  });
  expect(at('2023-02-14', '2023-04-01T00:00:00.000Z').status).toBe('not-open');
  expect(at('2024-01-01', '2023-02-28T00:00:00.000Z').status).toBe('not-open');
});

test('a commune that deliberated was a signatory then, although its designation was typed later', () => {
  expect(at('2023-01-12').signatories).toMatchObject([
    { organisation: anor, deliberation: { reference: '2023-03' } },
  ]);
});

test('an amendment holds from its written effect date, its vintage for all communes', () => {
  const changes = amendmentChanges({ addedCommunes: ['59601'], newEndsOn: '2027-12-31', cogVintage: 2025 });
  const amendmentId = '0190f0a0-0000-7000-8000-000000000001';
  const proposed = amendmentProposed(amendmentId, '2024-09-01', '2024-02-01', changes);
  const amendmentSigned = amendmentSignedBy(amendmentId, anor, '2024-10-03');
  const amended = [
    ...life,
    recorded(proposed, '2024-03-02T09:00:00.000Z'),
    recorded(amendmentSigned, '2024-10-04T09:00:00.000Z'),
  ];
  const before = at('2024-08-31', undefined, amended);
  const after = at('2024-09-01', undefined, amended);
  expect(before.territory).toMatchObject({
    version: 1,
    cogVintage: 2026,
    communes: ['Fourmies (59249)', 'Anor (59012)'],
  });
  expect(after.territory).toMatchObject({
    version: 2,
    cogVintage: 2025,
    communes: expect.arrayContaining(['Trélon (59601)']),
  });
  expect([before.convention.endsOn, after.convention.endsOn]).toEqual(['2026-12-31', '2027-12-31']);
  expect(after.amendments).toMatchObject([{ status: 'in-effect-retroactively', effectOn: '2024-09-01' }]);
  expect(at('2024-09-01', '2024-10-04T00:00:00.000Z', amended).amendments).toMatchObject([
    { status: 'proposed', signedBy: [] },
  ]);
});

test('a plan that an amendment brings takes effect with it: the day before and the day after', () => {
  const amendmentId = '0190f0a0-0000-7000-8000-000000000001';
  const actionId = '0190f0a0-0000-7000-8000-000000000002';
  const changes = amendmentChanges({ bringsPlan: true });
  const plan = (type: string, data: object, occurredOn: string) =>
    recorded({ type, data, schemaVersion: 1, occurredOn } as NewEvent, '2024-05-01T09:00:00.000Z');
  const adopted = { version: 1, decisionId: 'd', amendmentId };
  const signature = amendmentSignedBy(amendmentId, anor, '2024-04-03');
  const until = [
    ...life,
    recorded(amendmentProposed(amendmentId, '2024-09-01', '2024-02-01', changes), '2024-02-01T09:00:00.000Z'),
    plan('actionplans.PlanOpened', {}, '2023-03-01'),
    plan('actionplans.ActionProposed', { actionId, objectiveId: 'o', status: 'proposed' }, '2024-02-02'),
    plan(
      'actionplans.PlanAdopted',
      { ...adopted, actionIds: [actionId], incompleteActionIds: [] },
      '2024-03-05',
    ),
    plan('actionplans.ActionAdopted', { ...adopted, actionId }, '2024-03-05'),
  ];
  const signedByAll = [...until, recorded(signature, '2024-05-02T09:00:00.000Z')];
  const on = (day: string, events = signedByAll) => at(day, undefined, events).plan;
  const before = on('2024-08-31');
  expect(before).toMatchObject({
    version: undefined,
    versions: [{ version: 1, adoptedOn: '2024-03-05', amendmentId, effectOn: '2024-09-01', inEffect: false }],
    actions: [{ status: 'adopted' }],
  });
  expect(before.actions[0]).not.toHaveProperty('planVersion');
  expect(on('2024-09-01')).toMatchObject({
    version: 1,
    versions: [{ inEffect: true }],
    actions: [{ planVersion: 1 }],
  });
  // As long as not all had signed it, it was in effect on no day.
  expect(on('2024-09-01', until)).toMatchObject({ version: undefined, versions: [{ inEffect: false }] });
});

test('the officer in charge is the one of that day', () => {
  const appointed = CooperationOfficerAppointed(
    { holder: 'cc-01', employer: anor, from: '2023-01-05' },
    { occurredOn: '2023-01-05' },
  );
  const handed = MandateHandedOver(
    { from: 'cc-01', to: 'cc-02', employer: anor, on: '2023-09-01' },
    { occurredOn: '2023-09-01' },
  );
  const events = [
    ...life,
    recorded(handed, '2023-10-01T09:00:00.000Z'),
    recorded(appointed, '2023-10-02T09:00:00.000Z'),
  ];
  expect(at('2023-08-31', undefined, events).officers).toMatchObject([{ holder: 'cc-01' }]);
  expect(at('2023-09-01', undefined, events).officers).toMatchObject([{ holder: 'cc-02' }]);
});

/** A fact of another service, as it would come from the feed. */
const fact = (type: string, data: object) =>
  recorded({ type, data, schemaVersion: 1 } as NewEvent, '2024-05-01T09:00:00.000Z');

test('a role that ends in an operation goes on in its action', () => {
  const role = { actionId: 'a', role: 'pilot', organisation: anor };
  const action = { actionId: 'a', title: 'Action', objectiveId: 'b', status: 'proposed' };
  const { plan } = at('2024-06-01', undefined, [
    ...life,
    fact('actionplans.ActionProposed', action),
    fact('actionplans.RoleAssigned', role),
    fact('actionplans.RoleAssigned', { ...role, operationId: 'o' }),
    fact('actionplans.RoleEnded', { ...role, operationId: 'o', endedOn: '2024-05-01' }),
  ]);
  expect(plan.actions[0].roles).toEqual([{ role: 'pilot', organisation: anor }]);
});

test('a corrected measure forgets what it said, a conclusion knows the decision on it', () => {
  const { evaluation } = at('2024-06-01', undefined, [
    ...life,
    fact('evaluation.MeasureRecorded', { protocolId: 'p', measureId: 'm', value: 12 }),
    fact('evaluation.MeasureCorrected', { protocolId: 'p', measureId: 'm', text: 'non mesurable', why: '-' }),
    fact('evaluation.EvaluationConcluded', { protocolId: 'p', summary: 'Bien.', recommendations: [] }),
    fact('evaluation.EvaluationDecided', { protocolId: 'p', decisionId: 'd' }),
  ]);
  expect(evaluation.measures).toEqual([{ protocolId: 'p', measureId: 'm', text: 'non mesurable', why: '-' }]);
  expect(evaluation.conclusions).toMatchObject([{ summary: 'Bien.', decisionId: 'd' }]);
});

test.each(catalogue.map(({ type }) => type))('%s has a sentence', (type) => {
  expect(hasSentence(type)).toBe(true);
});

test('sentences are plain French', () => {
  const say = (event: PublishedEvent | undefined) => event && sentenceOf(event, names);
  expect(say(life[2])).toBe('Le conseil municipal d’Anor a délibéré le 12/01/2023 (réf. 2023-03).');
  expect(say(life[3])).toBe('La commune d’Anor a signé la convention le 15/02/2023.');
  expect(say({ ...life[0], type: 'future.Thing' } as PublishedEvent)).toMatch(
    /^Mis de côté : .*« future.Thing » \(01\/03\/2023\)/,
  );
});

test('the answers of a small group are shown to nobody', () => {
  const opinion = (answered: number) =>
    ({
      type: 'evaluation.OpinionRecorded',
      occurredOn: '2026-10-31',
      data: {
        wave: 'v1',
        respondentGroup: 'Maires',
        invited: 9,
        answered,
        answers: [{ answer: 'oui', count: answered }],
      },
    }) as unknown as PublishedEvent;
  const small = withoutSmallGroups(opinion(4));
  expect(JSON.stringify(small)).not.toContain('oui');
  expect(sentenceOf(small, names)).toContain('moins de 5 réponses');
  expect(withoutSmallGroups(opinion(5)).data).toMatchObject({ answered: 5, answers: [{ count: 5 }] });
});

test('the last day of a convention is still one of its days; past it a renewal is told', () => {
  const later = '2026-01-05T09:00:00.000Z';
  const on = (day: string, ...more: readonly NewEvent[]) =>
    stateOf([...life, ...more.map((event) => recorded(event, later))], day, later, names).status;
  const terminated = ConventionTerminated(
    { endedOn: '2025-06-30' },
    { occurredOn: '2025-05-01', effectiveOn: '2025-06-30' },
  );
  expect(on('2025-06-30', terminated)).toBe('in-force');
  expect(on('2025-07-01', terminated)).toBe('terminated');
  const renewed = ConventionRenewed({ newConventionId: '0190f0a0-0000-7000-8000-000000000002' });
  expect(on('2026-12-31', renewed)).toBe('in-force');
  expect(on('2027-01-01', renewed)).toBe('renewed');
  expect(on('2027-01-01')).toBe('past-its-term');
});

test('what was measured before does not make its protocol older', () => {
  const protocolId = '0190f0a0-0000-7000-8000-00000000000a';
  const baseline = BaselineRecorded(
    {
      protocolId,
      baselineId: '0190f0a0-0000-7000-8000-00000000000b',
      label: 'Places',
      unit: 'places',
      value: 12,
      measuredOn: '2022-09-01',
      source: 'Caf',
    },
    { occurredOn: '2022-09-01' },
  );
  const protocol = recorded(
    {
      type: 'evaluation.ProtocolOpened',
      schemaVersion: 1,
      occurredOn: '2026-06-15',
      data: { protocolId, title: 'Évaluation', conventionIds: [], evaluators: [], questions: [] },
    },
    '2026-06-15T09:00:00.000Z',
  );
  const facts = [...life, protocol, recorded(baseline, '2026-06-16T09:00:00.000Z')];
  const at = (day: string) =>
    (stateOf(facts, day, '2026-07-01T00:00:00.000Z', names).evaluation as { protocols: unknown[] }).protocols;
  expect(at('2023-01-01')).toEqual([]);
  expect(at('2026-06-15')).toHaveLength(1);
});

test('what is taken over of the convention that this one renews is told by its name there, and is a part of the state', () => {
  const [former, needId, valueId, protocolId] = [1, 2, 3, 4].map(
    (n) => `0190f0a0-0000-7000-8000-00000000000${n}`,
  ) as [string, string, string, string];
  const known = new Names([{ id: needId, label: 'Accueil du matin', kind: 'needId' }]);
  const need = { kind: 'need', id: needId } as const;
  const value = { kind: 'value', id: valueId } as const;
  const why = 'Reste vrai';
  const taken = EvidenceTakenOver(
    { previousConventionId: former, evidence: [need, value, value, value], why, version: 1 },
    { occurredOn: '2024-01-08' },
  );
  const results = ResultsTakenOver(
    {
      previousConventionId: former,
      protocolId,
      measures: [valueId],
      judgements: [],
      recommendations: [1, 3],
      why,
    },
    { occurredOn: '2024-01-09' },
  );
  const later = '2024-02-01T09:00:00.000Z';
  const facts = [...life, recorded(taken, later), recorded(results, later)];
  const [said, alsoSaid] = facts.slice(-2).map((event) => sentenceOf(event, known));
  expect(said).toBe(
    `Ont été repris du diagnostic de la convention renouvelée, le 08/01/2024 : « Accueil du matin » (besoin), « ${valueId} » (valeur), « ${valueId} » (valeur) et 1 autre élément ; motif : Reste vrai.`,
  );
  expect(alsoSaid).toBe(
    'Ont été repris de l’évaluation de la convention renouvelée, le 09/01/2024 : 1 mesure, 2 recommandations (n° 1, 3) ; motif : Reste vrai.',
  );
  // biome-ignore lint/suspicious/noExplicitAny: the sections are looked at one by one
  const on = (day: string) => stateOf(facts, day, later, known) as Record<string, any>;
  expect(on('2024-01-07').diagnostic.takenOver).toEqual([]);
  const { diagnostic, evaluation } = on('2024-01-09');
  const link = { previousConventionId: former, why };
  expect(diagnostic.takenOver).toEqual([
    { ...need, ...link, title: 'Accueil du matin', takenOverOn: '2024-01-08' },
    { ...value, ...link, title: valueId, takenOverOn: '2024-01-08' },
  ]);
  expect(evaluation.takenResults).toEqual([
    { kind: 'measure', id: valueId, protocolId, ...link, takenOverOn: '2024-01-09' },
    { kind: 'recommendation', rank: 1, protocolId, ...link, takenOverOn: '2024-01-09' },
    { kind: 'recommendation', rank: 3, protocolId, ...link, takenOverOn: '2024-01-09' },
  ]);
});
