import type { NewEvent } from '@ctg/contracts';
import { DiagnosticOpened, DiagnosticVersionFrozen, type NeedIdentified } from '@ctg/contracts/diagnostics';
import { given } from '@ctg/decider/testing';
import { recordConsultation } from '../consultation/record-consultation.js';
import type { KnownDecision } from '../decision/known-decision.js';
import { identifyNeed, supportNeed } from '../need/identify-need.js';
import { changeOfferStatus, listOffer } from '../offer/offer.js';
import { proposePriority, rankPriorities } from '../priority/priority.js';
import { correctValue } from '../value/correct-value.js';
import { recordValue } from '../value/record-value.js';
import { type OpenDiagnostic } from './diagnostic.js';
import { diagnostic } from './diagnostic-decider.js';
import { freezeVersion } from './freeze-version.js';
import { openDiagnostic } from './open-diagnostic.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const conventionId = id(999);
const params = { conventionId };
const today = '2025-06-30';
/** Ids that the contracts accept, instead of the `id-1` of the test kit. */
const run = (past: readonly NewEvent[], command: typeof recordValue, body: unknown, next: number) =>
  command.decide(
    {
      body: command.body.parse(body),
      params,
      facts: undefined,
      actor: { subject: 'u', role: 'caf_adviser' },
      today,
      newId: () => id(next),
    },
    given(diagnostic, ...past).state(),
  );

const open = DiagnosticOpened({ cogVintage: 2026 });
const coverage = {
  indicator: 'Taux de couverture petite enfance',
  unit: 'places pour 100 enfants',
  geography: { level: 'epci', code: '200043404' },
  year: 2023,
  value: 160.5,
  source: 'data.caf.fr',
  retrievedOn: '2025-02-03',
};
const consultation = {
  audience: 'Familles',
  from: '2025-03-03',
  to: '2025-04-11',
  invited: 3100,
  answered: 812,
  method: 'Questionnaire',
  findings: 'Horaires atypiques',
};
const recorded = run([open], recordValue, coverage, 1);
const consulted = run([open], recordConsultation as never, consultation, 2);
const needed = run(
  [open, ...recorded],
  identifyNeed as never,
  { title: 'Garde tôt le matin', theme: 'petite-enfance', evidence: [id(1)] },
  3,
);
const proposed = run(
  [open, ...recorded, ...needed],
  proposePriority as never,
  { title: 'Accueil', needIds: [id(3)] },
  4,
);
const ready = [open, ...recorded, ...consulted, ...needed, ...proposed];
const decision: KnownDecision = {
  decisionId: id(50),
  cafId: 'caf-59',
  conventionId,
  bodyKind: 'copil',
  subject: 'diagnostic',
  outcome: 'adopted',
  title: 'Validé',
  decidedOn: '2025-06-24',
};

const refused = (past: readonly NewEvent[], command: never, body: unknown, code: string, more: object = {}) =>
  given(diagnostic, ...past)
    .when(command, body, { params, today, ...more })
    .thenRejected(code);

test('before its convention is known here, nothing is recorded', () => {
  refused([], recordValue as never, coverage, 'not-known-yet');
});

test('a diagnostic opens once', () => {
  given(diagnostic).when(openDiagnostic, { cogVintage: 2026 }, { params }).then(open);
  given(diagnostic, open).when(openDiagnostic, { cogVintage: 2025 }, { params }).then();
  refused([], openDiagnostic as never, { cogVintage: 2020 }, 'unknown-vintage');
});

describe('values', () => {
  test('a coverage above 100 is right; the vintage is the territory’s unless said', () => {
    expect(recorded).toMatchObject([
      { data: { value: 160.5, geography: { level: 'epci', code: '200043404', vintage: 2026 }, version: 1 } },
    ]);
  });

  test.each([
    ['a percentage of coverage', { unit: '%' }, 'coverage-is-no-percentage'],
    ['a placeholder', { geography: { level: 'departement', code: 'XX' } }, 'placeholder-code'],
    ['another placeholder', { geography: { level: 'commune', code: 'XXX' } }, 'placeholder-code'],
    ['no code', { geography: { level: 'commune' } }, 'code-missing'],
    ['a commune that is none', { geography: { level: 'commune', code: '59999' } }, 'unknown-commune'],
    ['an EPCI that is none', { geography: { level: 'epci', code: '215902495' } }, 'unknown-place'],
    ['a département that is none', { geography: { level: 'departement', code: '20' } }, 'unknown-place'],
    [
      'an unknown vintage',
      { geography: { level: 'commune', code: '59249', vintage: 2020 } },
      'unknown-vintage',
    ],
    ['a value that is secret', { flag: 'secret' }, 'secret-with-value'],
    ['no value', { value: undefined }, 'value-missing'],
    ['tomorrow', { retrievedOn: '2025-07-01' }, 'date-in-the-future'],
  ])('%s is refused', (_what, change, code) => {
    refused([open], recordValue as never, { ...coverage, ...change }, code);
  });

  test('the same one twice is refused, however it is spelled; another source is another value', () => {
    refused(
      [open, ...recorded],
      recordValue as never,
      { ...coverage, indicator: 'taux-de-couverture-petite-enfance' },
      'already-recorded',
    );
    expect(run([open, ...recorded], recordValue, { ...coverage, source: 'Insee' }, 7)).toHaveLength(1);
  });

  test('a secret value is kept as such, and can be corrected, with the reason', () => {
    const { value: _value, ...withoutValue } = coverage;
    expect(run([open], recordValue, { ...withoutValue, flag: 'secret' }, 7)).toHaveLength(1);
    given(diagnostic, open, ...recorded)
      .when(
        correctValue,
        { value: 58.4, reason: 'Erreur de saisie' },
        { params: { ...params, valueId: id(1) } },
      )
      .thenState((state) => expect((state as OpenDiagnostic).changes).toBe(2));
    refused([open], correctValue as never, { value: 1, reason: 'x' }, 'not-found', {
      params: { ...params, valueId: id(1) },
    });
  });
});

test('the inventory: a commune of the vintage, a status that follows the dates', () => {
  const offer = { type: 'eaje', name: 'Multi-accueil', commune: '59249', capacity: 40, status: 'open' };
  const listed = run([open], listOffer as never, offer, 9);
  expect(listed).toMatchObject([{ data: { cogVintage: 2026, commune: '59249' } }]);
  refused([open], listOffer as never, { ...offer, commune: '59999' }, 'unknown-commune');
  refused([open], listOffer as never, { ...offer, openedOn: '2026-01-01' }, 'not-open-yet');
  const change = (status: string) =>
    given(diagnostic, open, ...listed).when(
      changeOfferStatus,
      { status, changedOn: '2025-05-01' },
      { params: { ...params, offerId: id(9) }, today },
    );
  change('open').then();
  expect(change('closed').events()).toMatchObject([{ data: { status: 'closed' }, occurredOn: '2025-05-01' }]);
  refused([open], changeOfferStatus as never, { status: 'closed' }, 'not-found', {
    params: { ...params, offerId: id(9) },
  });
});

test('a consultation has no more answers than people asked, and does not end before it begins', () => {
  refused(
    [open],
    recordConsultation as never,
    { ...consultation, answered: 3101 },
    'more-answers-than-invited',
  );
  refused([open], recordConsultation as never, { ...consultation, to: '2025-03-02' }, 'end-before-start');
});

describe('needs and priorities', () => {
  const need = { title: 'Besoin', theme: 'petite-enfance' };
  test('a need that rests on nothing is refused, and one that rests on what is not there', () => {
    refused([open], identifyNeed as never, { ...need, evidence: [] }, 'need-rests-on-nothing');
    refused([open], identifyNeed as never, need, 'need-rests-on-nothing');
    refused(
      [open, ...recorded],
      identifyNeed as never,
      { ...need, evidence: [id(1), id(77)] },
      'unknown-evidence',
    );
    refused(ready, identifyNeed as never, { ...need, evidence: [id(3)] }, 'unknown-evidence');
  });

  test('a need says what kind of evidence it rests on, and can be given more', () => {
    const [event] = needed as [NewEvent<string, Parameters<typeof NeedIdentified>[0]>];
    expect(event.data.evidence).toEqual([{ kind: 'value', id: id(1) }]);
    const support = given(diagnostic, ...ready).when(
      supportNeed,
      { evidence: [id(1), id(2)] },
      { params: { ...params, needId: id(3) } },
    );
    expect(support.events()).toMatchObject([{ data: { evidence: [{ kind: 'consultation', id: id(2) }] } }]);
  });

  test('what is recorded late keeps the day it happened, which is no day to come', () => {
    const late = { ...need, evidence: [id(1)], identifiedOn: '2025-04-15' };
    expect(run([open, ...recorded], identifyNeed as never, late, 7)).toMatchObject([
      { occurredOn: '2025-04-15' },
    ]);
    refused(
      [open, ...recorded],
      identifyNeed as never,
      { ...late, identifiedOn: '2025-07-01' },
      'date-in-the-future',
    );
  });

  test('a priority rests on needs of this diagnostic', () => {
    refused(ready, proposePriority as never, { title: 'E', needIds: [] }, 'priority-rests-on-nothing');
    refused(ready, proposePriority as never, { title: 'E', needIds: [id(1)] }, 'unknown-need');
  });

  const ranking = { decisionId: id(50), ranking: [id(4)] };
  const facts = { ...decision, subject: 'priorities' };
  test('the copil ranks, and nobody else', () => {
    const rank = given(diagnostic, ...ready).when(rankPriorities, ranking, { params, facts });
    expect(rank.events()).toMatchObject([{ data: { ranking: [id(4)] }, occurredOn: '2025-06-24' }]);
    const again = given(diagnostic, ...ready, ...rank.events());
    again.when(rankPriorities, ranking, { params, facts }).then();
  });

  test.each([
    ['a cotech', { bodyKind: 'cotech' }],
    ['a decision on something else', { subject: 'action-plan' }],
    ['a rejection', { outcome: 'rejected' }],
  ])('%s does not rank', (_who, change) => {
    refused(ready, rankPriorities as never, ranking, 'not-that-decision', { facts: { ...facts, ...change } });
  });

  test('the decision that validates the diagnostic may rank too; another convention’s is not found here', () => {
    const rank = given(diagnostic, ...ready).when(rankPriorities, ranking, { params, facts: decision });
    expect(rank.events()).toHaveLength(1);
    const elsewhere = { ...facts, conventionId: id(1000) };
    refused(ready, rankPriorities as never, ranking, 'not-found', { facts: elsewhere });
  });

  test('a ranking names priorities that exist, each once', () => {
    refused(ready, rankPriorities as never, { ...ranking, ranking: [id(5)] }, 'unknown-priority', { facts });
    refused(ready, rankPriorities as never, { ...ranking, ranking: [id(4), id(4)] }, 'ranked-twice', {
      facts,
    });
  });
});

describe('versions', () => {
  const freeze = (past: readonly NewEvent[], facts = decision) =>
    given(diagnostic, ...past).when(freezeVersion, { decisionId: facts.decisionId }, { params, facts });

  test('the copil freezes version 1; what comes after prepares version 2', () => {
    const frozen = freeze(ready).events();
    expect(frozen).toMatchObject([
      {
        type: DiagnosticVersionFrozen.type,
        occurredOn: '2025-06-24',
        data: { version: 1, contents: { values: 1, offers: 0, consultations: 1, needs: 1, priorities: 1 } },
      },
    ]);
    const after = [...ready, ...frozen];
    freeze(after).then();
    const second = { ...decision, decisionId: id(51) };
    freeze(after, second).thenRejected('nothing-changed');
    const later = run(after, recordValue, { ...coverage, year: 2024 }, 8);
    expect(later).toMatchObject([{ data: { version: 2 } }]);
    const again = freeze([...after, ...later], second).events();
    expect(again).toMatchObject([{ data: { version: 2, contents: { values: 2 } } }]);
    const [first, next] = [frozen, again].map(
      (events) => (events as NewEvent<string, { contentsHash: string }>[])[0]?.data.contentsHash,
    );
    expect(next).not.toBe(first);
  });

  test('an empty diagnostic is not frozen, nor without the copil', () => {
    freeze([open]).thenRejected('nothing-to-freeze');
    freeze(ready, { ...decision, subject: 'priorities' }).thenRejected('not-that-decision');
  });

  test('the hash does not depend on the order of an event’s fields', () => {
    const turned = ready.map((event) => ({
      ...event,
      data: Object.fromEntries(Object.entries(event.data as object).reverse()),
    }));
    const hash = (past: readonly NewEvent[]) =>
      (freeze(past).events() as NewEvent<string, { contentsHash: string }>[])[0]?.data.contentsHash;
    expect(hash(turned)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(turned)).toBe(hash(ready));
  });
});
