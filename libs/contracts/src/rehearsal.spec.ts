import type { RecordedEvent } from '@ctg/event-store';
import { decodeEvent } from './catalogue.js';
import { isRehearsed, knownSince, withoutRehearsals } from './rehearsal.js';

const recorded = (metadata: object) =>
  ({
    id: '0197a0c4-0000-7000-8000-000000000001',
    type: 'sample.Thing',
    stream: 'sample.thing-1',
    revision: 0,
    position: 7n,
    recordedAt: new Date('2026-11-30T10:00:00Z'),
    data: {},
    metadata: { schemaVersion: 1, ...metadata },
  }) as unknown as RecordedEvent;

const rehearsed = recorded({ rehearsedAt: '2024-03-05T11:00:00.000Z' });

test('an event of a rehearsal keeps the instant of the store beside the one that it declares, which counts', () => {
  const event = decodeEvent(rehearsed);
  expect(event).toMatchObject({
    recordedAt: '2026-11-30T10:00:00.000Z',
    rehearsedAt: '2024-03-05T11:00:00.000Z',
  });
  expect([isRehearsed(event), knownSince(event)]).toEqual([true, '2024-03-05T11:00:00.000Z']);
});

test('any other is known since the store recorded it', () => {
  const event = decodeEvent(recorded({}));
  expect([isRehearsed(event), knownSince(event)]).toEqual([false, '2026-11-30T10:00:00.000Z']);
});

test('where nothing is rehearsed an event of a rehearsal is not read, whatever it declares', () => {
  const decode = withoutRehearsals(decodeEvent);
  expect(decode(recorded({})).type).toBe('sample.Thing');
  for (const rehearsedAt of ['2024-03-05T11:00:00.000Z', '', null])
    expect(() => decode(recorded({ rehearsedAt }))).toThrow('recorded in a rehearsal');
});
