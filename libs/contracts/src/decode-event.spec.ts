import type { JsonObject, RecordedEvent } from '@ctg/event-store';
import { z } from 'zod';
import { EventDecoder, UnreadableEvent } from './decode-event.js';
import { type AnyEventDefinition, defineEvent } from './define-event.js';

const [v1, v2, v3] = [
  z.object({ place: z.string() }),
  z.object({ place: z.string(), seats: z.int() }),
  z.object({ place: z.string(), seats: z.int(), open: z.boolean() }),
];
const sample = {
  type: 'sample.PlaceOpened',
  title: 'Lieu ouvert',
  version: 3,
  schema: v3,
  earlierSchemas: { 1: v1, 2: v2 },
} as const;

const PlaceOpened = defineEvent({
  ...sample,
  upcasters: {
    1: (data) => ({ ...data, seats: 0 }),
    2: (data) => ({ ...data, open: data.seats !== 0 }),
  },
});

const recorded = (schemaVersion: number, data: JsonObject, type: string = sample.type) =>
  ({
    id: '0197a0c4-0000-7000-8000-000000000001',
    type,
    stream: 'sample-1',
    revision: 0,
    position: 7n,
    recordedAt: new Date('2026-01-01T00:00:00Z'),
    data,
    metadata: { schemaVersion } as unknown as JsonObject,
  }) as unknown as RecordedEvent;

const read = (event: RecordedEvent, definition: AnyEventDefinition = PlaceOpened) =>
  new EventDecoder([definition]).decode(event);

test.each([
  [1, { place: 'Fourmies' }, { place: 'Fourmies', seats: 0, open: false }],
  [2, { place: 'Fourmies', seats: 12 }, { place: 'Fourmies', seats: 12, open: true }],
  [3, { place: 'Anor', seats: 0, open: true }, { place: 'Anor', seats: 0, open: true }],
])('version %i reads as version 3, and what was written stays as it was', (version, written, expected) => {
  const before = structuredClone(written);
  const event = read(recorded(version, written));
  expect(event.data).toEqual(expected);
  expect(event.schemaVersion).toBe(3);
  expect(v3.safeParse(event.data).success).toBe(true);
  expect(written).toEqual(before);
});

test('fields of an old version that nobody names any more pass through', () => {
  expect(read(recorded(1, { place: 'Anor', forgotten: 'yes' })).data).toMatchObject({ forgotten: 'yes' });
});

test('a version newer than what is known is parked', () => {
  expect(() => read(recorded(4, { place: 'Anor' }))).toThrow(UnreadableEvent);
});

test('a missing step is parked, and named', () => {
  const gap = defineEvent({ ...sample, upcasters: { 1: (data) => data } });
  expect(() => read(recorded(1, { place: 'Anor' }), gap)).toThrow('no upcaster from version 2 to 3');
});

test('an event of an unknown type passes as it is', () => {
  expect(read(recorded(9, { any: 1 }, 'other.Thing')).data).toEqual({ any: 1 });
});
