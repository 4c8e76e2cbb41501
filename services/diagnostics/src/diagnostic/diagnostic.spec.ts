import type { NewEvent, PublishedEvent } from '@ctg/contracts';
import {
  DiagnosticOpened,
  DiagnosticVersionFrozen,
  NeedIdentified,
  OfferListed,
  PriorityProposed,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import {
  consultation,
  type Diagnostic,
  diagnostic,
  need,
  offer,
  priority,
  value,
} from '@ctg/convention/diagnostic';
import { given, streamsOf } from '@ctg/decider/testing';
import type { KnownDecision } from '@ctg/web-service';
import { adoptedDecision } from '@ctg/web-service/testing';
import { recordConsultation } from '../consultation/record-consultation.js';
import { mostEvidence } from '../need/few-enough.js';
import { identifyNeed, supportNeed } from '../need/identify-need.js';
import { changeOfferStatus, listOffer } from '../offer/offer.js';
import { proposePriority, rankPriorities } from '../priority/priority.js';
import { correctValue } from '../value/correct-value.js';
import { recordValue } from '../value/record-value.js';
import { valueIdOf } from '../value/value-id.js';
import { contributed, nothingYet } from './contents.js';
import { freezeVersion } from './freeze-version.js';
import { openDiagnostic } from './open-diagnostic.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const conventionId = id(999);
const params = { conventionId };
const today = '2025-06-30';

const open = DiagnosticOpened({ cogVintage: 2026 });
/** The diagnostic as the other streams look it up. */
const current = given(diagnostic, open).state() as Diagnostic;
const coverage = {
  indicator: 'Taux de couverture petite enfance',
  unit: 'places pour 100 enfants',
  geography: { level: 'epci' as const, code: '200043404' },
  year: 2023,
  value: 160.5,
  source: 'data.caf.fr',
  retrievedOn: '2025-02-03',
};
const asked = {
  audience: 'Familles',
  from: '2025-03-03',
  to: '2025-04-11',
  invited: 3100,
  answered: 812,
  method: 'Questionnaire',
  findings: 'Horaires atypiques',
};
const valueId = valueIdOf(conventionId, {
  ...coverage,
  geography: { level: 'epci', code: '200043404', vintage: 2026 },
});
const recording = (change: object = {}) =>
  given(value).when(recordValue, { ...coverage, ...change }, { params, today, facts: current });
const decision = adoptedDecision(id(50), conventionId, 'diagnostic', { decidedOn: '2025-06-24' });

test('before its convention is known here, nothing is recorded', async () => {
  const unknown = { streams: { state: async () => undefined }, params } as never;
  await expect(recordValue.lookUp?.(unknown)).rejects.toMatchObject({
    explanation: { code: 'not-known-yet' },
  });
});

test('a diagnostic opens once', () => {
  given(diagnostic).when(openDiagnostic, { cogVintage: 2026 }, { params }).then(open);
  given(diagnostic, open).when(openDiagnostic, { cogVintage: 2026 }, { params }).then();
  given(diagnostic, open)
    .when(openDiagnostic, { cogVintage: 2025 }, { params })
    .thenRejected('recorded-otherwise');
  given(diagnostic).when(openDiagnostic, { cogVintage: 2018 }, { params }).thenRejected('unknown-vintage');
  given(diagnostic)
    .when(openDiagnostic, { cogVintage: 2020 }, { params })
    .thenWarned('read-in-another-vintage');
});

describe('values', () => {
  test('a coverage above 100 is right; the vintage is the territory’s unless said', () => {
    expect(recording().events()).toMatchObject([
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
      { geography: { level: 'commune', code: '59249', vintage: 2018 } },
      'unknown-vintage',
    ],
    ['a value that is secret', { flag: 'secret' }, 'secret-with-value'],
    ['no value', { value: undefined }, 'value-missing'],
    ['tomorrow', { retrievedOn: '2025-07-01' }, 'date-in-the-future'],
  ])('%s is refused', (_what, change, code) => {
    recording(change).thenRejected(code);
  });

  const streamOf = (change: object = {}) =>
    recordValue.stream?.(params, recordValue.body.parse({ ...coverage, ...change }), {
      ...streamsOf(),
      state: async (decider) => given<unknown>(decider as never, open).state() as never,
    });
  test('the same one is the same stream, however it is spelled and whether its vintage is said', async () => {
    const stream = await streamOf();
    expect(stream).toEqual({ subject: conventionId, part: valueId });
    expect(await streamOf({ indicator: 'taux-de-couverture-petite-enfance', value: 3 })).toEqual(stream);
    expect(await streamOf({ geography: { ...coverage.geography, vintage: 2026 } })).toEqual(stream);
    for (const other of [{ source: 'Insee' }, { year: 2022 }, { retrievedOn: '2025-02-04' }]) {
      expect(await streamOf(other)).not.toEqual(stream);
    }
    const elsewhere = { ...params, conventionId: id(998) };
    expect(valueIdOf(elsewhere.conventionId, coverage)).not.toBe(valueIdOf(conventionId, coverage));
  });

  test('a stream that exists says that the value is there already', () => {
    given(value, ...(recording().events() as [ReturnType<typeof ValueRecorded>]))
      .when(recordValue, { ...coverage, value: 12 }, { params, today, facts: current })
      .thenRejected('already-recorded');
  });

  test('a secret value is kept as such, and can be corrected, with the reason', () => {
    const { value: _value, ...withoutValue } = coverage;
    const secret = given(value).when(
      recordValue,
      { ...withoutValue, flag: 'secret' },
      { params, today, facts: current },
    );
    expect(secret.events()).toMatchObject([{ data: { flag: 'secret' } }]);
    const correction = { value: 58.4, reason: 'Erreur de saisie' };
    const at = { params: { ...params, valueId }, facts: current };
    const corrected = given(value, ...secret.events()).when(correctValue, correction, at);
    expect(corrected.events()).toMatchObject([{ data: { valueId, value: 58.4, version: 1 } }]);
    given(value).when(correctValue, correction, at).thenRejected('not-found');
  });
});

test('the inventory: a commune of the vintage, a status that follows the dates', () => {
  const nursery = { type: 'eaje', name: 'Multi-accueil', commune: '59249', capacity: 40, status: 'open' };
  const at = { params: { ...params, offerId: id(9) }, today, facts: current };
  const listing = (change: object = {}) => given(offer).when(listOffer, { ...nursery, ...change }, at);
  const listed = listing().events();
  expect(listed).toMatchObject([{ type: OfferListed.type, data: { cogVintage: 2026, commune: '59249' } }]);
  listing({ commune: '59999' }).thenRejected('unknown-commune');
  listing({ openedOn: '2026-01-01' }).thenRejected('not-open-yet');
  listing({ manager: '200043404', managerSiret: '21590249500013' }).thenRejected('other-siren');
  expect(listing({ manager: 'W591000001', managerSiret: '21590249500013' }).events()).toHaveLength(1);
  const change = (status: string) =>
    given(offer, ...listed).when(changeOfferStatus, { status, changedOn: '2025-05-01' }, at);
  given(offer, ...listed)
    .when(changeOfferStatus, { status: 'open' }, at)
    .then();
  // Since when it is open was not told.
  change('open').thenRejected('recorded-otherwise');
  expect(change('closed').events()).toMatchObject([{ data: { status: 'closed' }, occurredOn: '2025-05-01' }]);
  given(offer).when(changeOfferStatus, { status: 'closed' }, at).thenRejected('not-found');
});

describe('what the convention does not have is said, and recorded', () => {
  const frame = {
    effectOn: '2026-01-01',
    lastDay: '2030-12-31',
    themes: ['petite-enfance'],
    cogVintage: 2022,
    communes: ['59249', '85041'],
    left: { '59012': '2025-03-01' },
  };
  const at = { params: { ...params, offerId: id(9) }, today, facts: current, frame };
  const listing = (commune: string, more: object = {}) =>
    given(offer).when(
      listOffer,
      { type: 'eaje', name: 'Multi-accueil', commune, status: 'open', ...more },
      at,
    );

  test('an equipment outside the perimeter of its day', () => {
    listing('59249').thenWarned();
    listing('59601').thenWarned('outside-perimeter');
    listing('59012').thenWarned('outside-perimeter');
    listing('59012', { listedOn: '2025-02-28' }).thenWarned();
    // Cezais (85041) is a part of Rives-du-Fougerais (85292) since 2024.
    listing('85292').thenWarned();
    listing('85041', { cogVintage: 2022 }).thenWarned();
  });

  test('a need on a theme that it does not have; one that has named none is held to nothing', () => {
    const known = [{ kind: 'value' as const, id: valueId }];
    const identify = (theme: string, themes = frame.themes) =>
      given(need).when(
        identifyNeed,
        { title: 'Besoin', theme, evidence: [valueId] },
        {
          params: { ...params, needId: id(3) },
          today,
          facts: { diagnostic: current, known },
          frame: { ...frame, themes },
        },
      );
    identify('petite-enfance').thenWarned();
    identify('logement').thenWarned('theme-not-of-convention');
    identify('logement', []).thenWarned();
  });

  test('an act after its end', () => {
    const ended = { ...at, frame: { ...frame, lastDay: '2025-06-29' } };
    const body = { type: 'eaje', name: 'Crèche', commune: '59249', status: 'open' };
    given(offer).when(listOffer, body, ended).thenWarned('after-the-end');
    given(offer)
      .when(listOffer, { ...body, listedOn: '2025-06-29' }, ended)
      .thenWarned();
  });
});

test('a consultation has no more answers than people asked, and does not end before it begins', () => {
  const recorded = (change: object = {}) =>
    given(consultation).when(
      recordConsultation,
      { ...asked, ...change },
      { params: { ...params, consultationId: id(2) }, today, facts: current },
    );
  expect(recorded().events()).toMatchObject([{ data: { consultationId: id(2), version: 1 } }]);
  recorded({ answered: 3101 }).thenRejected('more-answers-than-invited');
  recorded({ to: '2025-03-02' }).thenRejected('end-before-start');
});

describe('needs and priorities', () => {
  const known = [
    { kind: 'value' as const, id: valueId },
    { kind: 'consultation' as const, id: id(2) },
  ];
  const at = { params: { ...params, needId: id(3) }, today, facts: { diagnostic: current, known } };
  const body = { title: 'Garde tôt le matin', theme: 'petite-enfance', evidence: [valueId] };
  const identify = (change: object = {}) => given(need).when(identifyNeed, { ...body, ...change }, at);
  const needed = identify().events() as [ReturnType<typeof NeedIdentified>];

  test('a need that rests on nothing is refused, and one that rests on what is not there', () => {
    identify({ evidence: [] }).thenRejected('need-rests-on-nothing');
    identify({ evidence: undefined }).thenRejected('need-rests-on-nothing');
    identify({ evidence: [valueId, id(77)] }).thenRejected('unknown-evidence');
  });

  test('a need says what kind of evidence it rests on, and can be given more, but not without end', () => {
    expect(needed).toMatchObject([{ type: NeedIdentified.type, data: { evidence: [known[0]] } }]);
    const support = given(need, ...needed).when(supportNeed, { evidence: [valueId, id(2)] }, at);
    expect(support.events()).toMatchObject([{ data: { evidence: [known[1]] } }]);
    given(need)
      .when(supportNeed, { evidence: [valueId] }, at)
      .thenRejected('not-found');
    const full = {
      ...needed[0].data,
      evidence: Array.from({ length: mostEvidence }, (_, n) => ({
        kind: 'offer' as const,
        id: id(n + 5000),
      })),
    };
    given(need, NeedIdentified(full))
      .when(supportNeed, { evidence: [id(2)] }, at)
      .thenRejected('too-much-evidence');
  });

  test('what is recorded late keeps the day it happened, which is no day to come', () => {
    const late = { identifiedOn: '2025-04-15' };
    expect(identify(late).events()).toMatchObject([{ occurredOn: '2025-04-15' }]);
    identify({ identifiedOn: '2025-07-01' }).thenRejected('date-in-the-future');
  });

  test('a priority rests on needs of this diagnostic', () => {
    const facts = { diagnostic: current, needIds: [id(3)] };
    const propose = (needIds: string[]) =>
      given(priority).when(
        proposePriority,
        { title: 'E', needIds },
        { params: { ...params, priorityId: id(4) }, facts },
      );
    expect(propose([id(3), id(3)]).events()).toMatchObject([
      { type: PriorityProposed.type, data: { priorityId: id(4), needIds: [id(3)] } },
    ]);
    propose([]).thenRejected('priority-rests-on-nothing');
    propose([id(1)]).thenRejected('unknown-need');
  });

  const ranking = { decisionId: id(50), ranking: [id(4)] };
  const facts = { decision: { ...decision, subject: 'priorities' }, priorityIds: [id(4)] };
  const ranked = (change: Partial<KnownDecision> = {}, asked: object = ranking) =>
    given(diagnostic, open).when(rankPriorities, asked, {
      params,
      facts: { ...facts, decision: { ...facts.decision, ...change } },
    });
  test('the copil ranks, and nobody else', () => {
    const rank = ranked();
    expect(rank.events()).toMatchObject([{ data: { ranking: [id(4)] }, occurredOn: '2025-06-24' }]);
    given(diagnostic, open, ...rank.events())
      .when(rankPriorities, ranking, { params, facts })
      .then();
  });

  test.each([
    ['a cotech', { bodyKind: 'cotech' }],
    ['a decision on something else', { subject: 'action-plan' }],
    ['a rejection', { outcome: 'rejected' }],
  ])('%s does not rank', (_who, change) => {
    ranked(change).thenRejected('not-that-decision');
  });

  test('the decision that validates the diagnostic may rank too; another convention’s is not found here', () => {
    expect(ranked({ subject: 'diagnostic' }).events()).toHaveLength(1);
    ranked({ conventionId: id(1000) }).thenRejected('not-found');
  });

  test('a ranking names priorities that exist, each once', () => {
    ranked({}, { ...ranking, ranking: [id(5)] }).thenRejected('unknown-priority');
    ranked({}, { ...ranking, ranking: [id(4), id(4)] }).thenRejected('ranked-twice');
  });
});

describe('versions', () => {
  let events = 100;
  const published = ({ type, data }: NewEvent) => ({ id: id(++events), type, data }) as PublishedEvent;
  const value1 = ValueRecorded({
    ...coverage,
    valueId,
    version: 1,
    geography: { ...coverage.geography, vintage: 2026 },
  });
  const need1 = NeedIdentified({
    needId: id(3),
    title: 'Garde',
    theme: 'petite-enfance',
    evidence: [{ kind: 'value', id: valueId }],
    version: 1,
  });
  const contributions = [value1, need1].map(published);
  const held = contributions.reduce(contributed, nothingYet);
  type PastFrame = Parameters<typeof given<Diagnostic | undefined, never>>[1];
  const freeze = (past: readonly NewEvent[], facts: { decision: KnownDecision; held: typeof held }) =>
    given(diagnostic, ...(past as PastFrame[])).when(
      freezeVersion,
      { decisionId: facts.decision.decisionId },
      { params, facts },
    );

  test('the copil freezes version 1, which names the last contribution it holds; what comes after prepares version 2', () => {
    const frozen = freeze([open], { decision, held }).events();
    expect(frozen).toMatchObject([
      {
        type: DiagnosticVersionFrozen.type,
        occurredOn: '2025-06-24',
        data: {
          version: 1,
          contents: { values: 1, offers: 0, consultations: 0, needs: 1, priorities: 0 },
          contributions: 2,
          lastContributionId: contributions[1]?.id,
          contentsHash: held.hash,
        },
      },
    ]);
    const after = [open, ...frozen];
    freeze(after, { decision, held }).then();
    const second = { ...decision, decisionId: id(51) };
    freeze(after, { decision: second, held }).thenRejected('nothing-changed');
    const late = contributed(held, published(ValueRecorded({ ...value1.data, valueId: id(8) })));
    expect(freeze(after, { decision: second, held: late }).events()).toMatchObject([
      { data: { version: 2, contents: { values: 2 }, contributions: 3 } },
    ]);
    expect(late.hash).not.toBe(held.hash);
  });

  test('an empty diagnostic is not frozen, nor without the copil', () => {
    freeze([open], { decision, held: nothingYet }).thenRejected('nothing-to-freeze');
    freeze([open], { decision: { ...decision, subject: 'priorities' }, held }).thenRejected(
      'not-that-decision',
    );
  });

  test('the hash depends on the order of the contributions, and not on that of their fields', () => {
    const turned = contributions.map((event) => ({
      ...event,
      data: Object.fromEntries(Object.entries(event.data).reverse()),
    }));
    expect(turned.reduce(contributed, nothingYet)).toEqual(held);
    expect(held.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([...contributions].reverse().reduce(contributed, nothingYet).hash).not.toBe(held.hash);
  });
});
