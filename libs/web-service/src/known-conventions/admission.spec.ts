import type { Actor, Role } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import { amendmentChanges, signatory } from '@ctg/contracts/testing';
import { Rejection } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { v7 as newUuid } from 'uuid';
import { ConventionAdmission } from './admission.js';
import { type KnownConvention, knownConventionProjection } from './known-convention.js';

const conventionId = newUuid();
const caf = '775624075';
const epci = '200043404';
const commune = '215900127';

const happened = (type: string, data: object): PublishedEvent =>
  ({ type, data, cafId: 'caf-59', conventionId }) as PublishedEvent;
const opened = happened('partners.ConventionOpened', {
  title: 'CTG',
  caf,
  territory: { name: 'T', cogVintage: 2026, communes: ['59012'], epci: [epci] },
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
  themes: [],
});
const designated = happened('partners.SignatoryDesignated', { organisation: commune });
const protocol = happened('evaluation.ProtocolOpened', {
  evaluators: ['130007362'],
  scope: { kind: 'cohort', conventionIds: [conventionId] },
});

const fold = (...events: PublishedEvent[]) =>
  events.reduce<KnownConvention | undefined>(
    (row, event) => knownConventionProjection.apply(row, event, conventionId),
    undefined,
  );
const gate = (row: KnownConvention | undefined) =>
  new ConventionAdmission({ readModel: () => ({ query: async <Row>() => (row ? [row as Row] : []) }) });
const person = (role: Role, more: Partial<Actor> = {}): Actor => ({
  subject: 'u',
  role,
  cafId: 'caf-59',
  ...more,
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'admitted',
    (error: unknown) => (error instanceof Rejection ? error.explanation.code : String(error)),
  );

const known = fold(opened, designated, protocol);
const national = { role: 'national_auditor', subject: 'n' } as const;

test.each<[string, Actor, 'command' | 'query', string]>([
  ['the Caf’s adviser', person('caf_adviser'), 'command', 'admitted'],
  ['another Caf’s adviser', person('caf_adviser', { cafId: 'caf-62' }), 'query', 'not-found'],
  ['the secretary of the copil', person('copil_secretary'), 'command', 'admitted'],
  ['a partner that takes part', person('partner_member', { organisation: commune }), 'query', 'admitted'],
  ['the EPCI of the territory', person('cooperation_officer', { organisation: epci }), 'command', 'admitted'],
  [
    'a partner that does not',
    person('partner_member', { organisation: '215902495' }),
    'query',
    'not-a-party',
  ],
  ['a partner of nobody', person('partner_member'), 'query', 'not-a-party'],
  [
    'a mayor who looks at another convention',
    person('legal_representative', { organisation: '1' }),
    'query',
    'not-a-party',
  ],
  [
    'a mayor who signs: the rule will say',
    person('legal_representative', { organisation: '1' }),
    'command',
    'admitted',
  ],
  ['an evaluator under a protocol', person('evaluator', { organisation: '130007362' }), 'query', 'admitted'],
  ['an evaluator without one', person('evaluator', { organisation: '200043404' }), 'query', 'not-a-party'],
  [
    'a national evaluator under a protocol',
    { role: 'evaluator', subject: 'n', organisation: '130007362' },
    'query',
    'admitted',
  ],
  [
    'a national evaluator without one',
    { role: 'evaluator', subject: 'n', organisation: '1' },
    'query',
    'not-found',
  ],
  ['the Cnaf’s auditor', national, 'query', 'admitted'],
])('%s', async (_who, actor, purpose, expected) => {
  expect(await code(gate(known).admit(actor, conventionId, purpose))).toBe(expected);
});

test('what is not known here: a command may be early, a query finds nothing', async () => {
  for (const row of [undefined, fold(protocol)]) {
    expect(await code(gate(row).admit(person('caf_adviser'), conventionId, 'command'))).toBe('not-known-yet');
    expect(await code(gate(row).admit(person('caf_adviser'), conventionId, 'query'))).toBe('not-found');
  }
});

test('a party or an evaluator named a moment ago may be early in a service that learns', async () => {
  const early = [
    person('partner_member', { organisation: '215902495' }),
    person('evaluator', { organisation: '1' }),
  ];
  for (const actor of early)
    expect(await code(gate(known).admit(actor, conventionId, 'command'))).toBe('not-known-yet');
  expect(await code(gate(known).admit(person('partner_member'), conventionId, 'command'))).toBe(
    'not-a-party',
  );
});

test('who leaves no longer sees it; an amendment brings and takes parties', () => {
  const withdrawn = happened('partners.SignatoryWithdrawn', { organisation: commune });
  const amended = happened('partners.AmendmentTookEffect', {
    effectOn: '2027-01-01',
    changes: amendmentChanges({ addedSignatories: [signatory('215906017')], removedSignatories: [commune] }),
  });
  expect(fold(opened, designated, withdrawn)?.organisations).toEqual([caf, epci]);
  expect(fold(opened, designated, amended)?.organisations).toEqual([caf, epci, '215906017']);
});

describe('the service that owns conventions', () => {
  let database: TestDatabase;
  let store: EventStore;
  beforeAll(async () => {
    database = await testDatabase();
    store = await openPostgresEventStore({ connectionString: database.url });
    const metadata = { schemaVersion: 1, cafId: 'caf-59', conventionId, occurredOn: '2026-01-01' };
    const events = [opened, designated].map(({ type, data }) => ({ id: newUuid(), type, data, metadata }));
    await store.append(`partners.convention-${conventionId}`, events, { expectedRevision: 'no-stream' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  test('asks its own streams where its table is behind', async () => {
    const behind = (row?: KnownConvention) =>
      new ConventionAdmission({
        readModel: () => ({ query: async <Row>() => (row ? [row as Row] : []) }),
        ownStreams: store,
      });
    const member = person('partner_member', { organisation: commune });
    expect(await code(behind().admit(member, conventionId, 'query'))).toBe('admitted');
    expect(await code(behind(fold(opened)).admit(member, conventionId, 'query'))).toBe('admitted');
    expect(await code(behind().admit(person('caf_adviser'), newUuid(), 'command'))).toBe('not-found');
  });
});
