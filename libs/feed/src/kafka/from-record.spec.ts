import { randomUUID } from 'node:crypto';
import { asyncApiDocument } from '@ctg/contracts/asyncapi';
import type { RecordedEvent } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { type CloudEvent, Kafka } from 'cloudevents';
import { attributesOf, type Envelope } from '../cloud-events/attributes.js';
import { claimHeader } from './claim.js';
import { fromRecord } from './from-record.js';
import type { BrokerRecord } from './record.js';
import { toRecord } from './to-record.js';

/** As an event comes back from the store. */
async function recorded(metadata: Record<string, unknown> = {}): Promise<RecordedEvent> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const event = {
    id: randomUUID(),
    type: 'actionplans.ActionProposed',
    data: { z: 'Ludothèque « été »', a: 1e21, nested: { é: [null, true] } },
    metadata: {
      schemaVersion: 3,
      cafId: 'caf-59',
      actor: { subject: 'somebody', role: 'caf_adviser', organisation: '265900019' },
      correlationId: 'from-elsewhere:1',
      causationId: randomUUID(),
      occurredOn: '2026-01-12',
      ...metadata,
    },
  };
  await store.append(`actionplans.action-${randomUUID()}`, [event as never], {
    expectedRevision: 'no-stream',
  });
  for await (const found of store.readAll()) {
    await store.close();
    await database.drop();
    return found;
  }
  throw new Error('Nothing was recorded.');
}

const onTheWay = (event: RecordedEvent): BrokerRecord => {
  const { service, partition, key, value, headers } = toRecord(event, 6);
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  return {
    topic: `ctg.${service}.v1`,
    partition,
    offset: '4',
    key: Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    headers: Object.fromEntries(bytes),
  };
};

test.each([
  ['of no convention', {}],
  [
    'with everything an envelope can have',
    {
      conventionId: randomUUID(),
      effectiveOn: '2026-02-01',
      reason: 'Saisi en retard — « oubli »',
      rehearsedAt: '2024-03-05T11:00:00.000Z',
      commandId: randomUUID(),
      commandHash: 'abc',
      commandResult: randomUUID(),
      actor: { subject: 'somebody', role: 'national_auditor' },
    },
  ],
])('an event %s comes back from a record byte for byte', async (_, metadata) => {
  const event = await recorded(metadata);
  expect(fromRecord(onTheWay(event))).toEqual(event);
});

/** Its types leave out the key that its own Kafka messages have. */
const asMessage = (message: object) => message as Parameters<typeof Kafka.toEvent>[0];

test('a record is accepted by a strict CloudEvents library', async () => {
  const event = await recorded({ conventionId: randomUUID(), effectiveOn: '2026-02-01', reason: 'Oubli' });
  const { key, value, headers } = toRecord(event, 6);
  const read = Kafka.toEvent(
    asMessage({ key, value, headers, body: undefined, timestamp: '0' }),
  ) as CloudEvent<unknown>;
  expect(read.validate()).toBe(true);
  expect(read).toMatchObject({
    id: event.id,
    type: event.type,
    data: event.data,
    position: String(event.position),
  });
});

test('the attributes are those of CloudEvents 1.0 in binary mode', async () => {
  const conventionId = randomUUID();
  const event = await recorded({ conventionId });
  const { headers, key } = toRecord(event, 6);
  expect(key).toBe(conventionId);
  expect(headers).toMatchObject({
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: '/ctg/action-plans',
    ce_type: 'actionplans.ActionProposed',
    ce_dataschema: 'urn:ctg:schema:actionplans.ActionProposed:3',
    ce_time: event.recordedAt.toISOString(),
    ce_subject: conventionId,
    ce_tenant: 'caf-59',
    ce_position: String(event.position),
    'content-type': 'application/json',
    traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
  });
  const attributes = attributesOf({
    ...(event.metadata as unknown as Envelope),
    id: event.id,
    type: event.type,
    stream: event.stream,
    revision: event.revision,
    position: String(event.position),
    recordedAt: event.recordedAt.toISOString(),
  });
  const named = Object.entries(attributes).map(([name, value]) => [headerOf(name), value]);
  expect(headers).toEqual(Object.fromEntries(named));
  for (const name of Object.keys(headers).filter((each) => each.startsWith('ce_')))
    expect(name).toMatch(/^ce_[a-z0-9]{1,20}$/);
});

const headerOf = (attribute: string) => {
  if (attribute === 'datacontenttype') return 'content-type';
  return attribute === 'traceparent' ? attribute : `ce_${attribute}`;
};

test('of an event of a rehearsal the time is the store’s, and what it declares stands beside', async () => {
  const event = await recorded({ rehearsedAt: '2024-03-05T11:00:00.000Z' });
  expect(toRecord(event, 6).headers).toMatchObject({
    ce_time: event.recordedAt.toISOString(),
    ce_rehearsedat: '2024-03-05T11:00:00.000Z',
  });
});

test('somebody else’s event travels with what there is, and is refused by whoever reads it', async () => {
  const foreign = { ...(await recorded()), metadata: {}, rawMetadata: '{}' };
  const { headers, key, value } = toRecord(foreign, 6);
  expect([key, value]).toEqual([foreign.stream, foreign.rawData]);
  expect(Object.keys(headers)).not.toContain('ce_tenant');
  const attributes = attributesOf({ ...foreign, position: '1', recordedAt: '2026-01-12T00:00:00Z' } as never);
  expect(attributes).toMatchObject({ id: foreign.id, subject: foreign.stream });
  expect(() => fromRecord(onTheWay(foreign))).toThrow(/Header ce_actorsubject is missing/);
});

test('the headers of a record are those that the published document tells', async () => {
  const { components } = asyncApiDocument() as {
    components: { messageTraits: { cloudEvent: { headers: { required: string[]; properties: object } } } };
  };
  const { required, properties } = components.messageTraits.cloudEvent.headers;
  const least = await recorded({ actor: { subject: 'somebody', role: 'national_auditor' } });
  const most = await recorded({
    effectiveOn: '2026-02-01',
    reason: 'Saisi en retard',
    warnings: 'year-to-come: L’année 2030 n’est pas encore commencée.',
    rehearsedAt: '2024-03-05T11:00:00.000Z',
    commandId: randomUUID(),
    commandHash: 'abc',
    commandResult: randomUUID(),
  });
  const headersOf = (event: RecordedEvent) => Object.keys(toRecord(event, 6).headers).sort();
  expect(headersOf(least)).toEqual([...required].sort());
  // The one that only an event has whose topic cannot carry it: see `sends.spec.ts`.
  expect([...headersOf(most), claimHeader].sort()).toEqual(Object.keys(properties).sort());
});

test.each<[string, (record: BrokerRecord) => Partial<BrokerRecord>, RegExp]>([
  ['no value', () => ({ value: null }), /no value/],
  ['a truncated value', ({ value }) => ({ value: value?.subarray(0, 9) ?? null }), /not JSON/],
  ['another kind of JSON', () => ({ value: Buffer.from('[1]') }), /not a JSON object/],
  ['bytes that are no text', () => ({ value: Buffer.from([0xff, 0xfe, 0x7b]) }), /not UTF-8/],
  ['an oversized value', () => ({ value: Buffer.alloc(4_000_001, 32) }), /At most 4000000 bytes/],
  ['another key', () => ({ key: Buffer.from('x') }), /Key .* expected, found x/],
  ['no headers', () => ({ headers: {} }), /ce_specversion is missing/],
  [
    'another specification',
    ({ headers }) => ({ headers: { ...headers, ce_specversion: '0.3' } }),
    /found 0\.3/,
  ],
  ['another source', ({ headers }) => ({ headers: { ...headers, ce_source: '/x' } }), /Source .* found \/x/],
  [
    'another schema',
    ({ headers }) => ({ headers: { ...headers, ce_dataschema: '/x/1' } }),
    /Schema .* found \/x\/1/,
  ],
  ['no time', ({ headers }) => ({ headers: { ...headers, ce_time: 'now' } }), /An instant expected/],
  [
    'a position that is none',
    ({ headers }) => ({ headers: { ...headers, ce_position: '-1' } }),
    /whole number/,
  ],
  ['no tenant', ({ headers }) => ({ headers: { ...headers, ce_tenant: undefined } }), /ce_tenant is missing/],
])('a record with %s says what is wrong', async (_, spoil, message) => {
  const record = onTheWay(await recorded());
  expect(() => fromRecord({ ...record, ...spoil(record) })).toThrow(message);
});
