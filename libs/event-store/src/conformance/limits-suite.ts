import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { AppendTooLarge, InvalidEvent, type JsonObject } from '../index.js';
import { limits } from '../limits.js';
import { all, failureOf, newEvent, newStream, numbered, type Store } from './stage.js';

/** What serialisers like to write otherwise: keys that look like numbers, separators of lines, characters of two halves. */
const odd = fc.constantFrom(
  '10',
  '2',
  '0',
  '01',
  '-1',
  '\u2028',
  '\u2029',
  '\u0000',
  '😀',
  'é',
  '__proto__',
  '"\\/',
);
const oddNumber = fc.constantFrom(1e21, 1e-7, 5e-324, -0, 0.1, 2 ** 53, 1.7976931348623157e308, 100);
const text = fc.oneof(odd, fc.string({ unit: 'binary' }));
const jsonObject = fc.dictionary(
  text,
  fc.oneof(
    oddNumber,
    text,
    fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
    fc.dictionary(odd, oddNumber),
  ),
) as fc.Arbitrary<JsonObject>;

/** What one append may carry, and that it is kept to the byte. */
export function limitsSuite(store: Store): void {
  const append = (...events: ReturnType<typeof newEvent>[]) =>
    store().append(newStream(), events, { expectedRevision: 'no-stream' });

  test('what comes back is the bytes that were accepted: canonical JSON', async () => {
    const stream = newStream();
    const data = {
      z: 1e21,
      a: 0.1,
      é: '\u0000 \u2028 "\\ 😀',
      nested: { b: [1, null, true], a: {} },
      tiny: 1e-7,
    };
    await store().append(stream, [newEvent(data)], { expectedRevision: 'no-stream' });
    const [event] = await all(store().readStream(stream));
    expect(event?.rawData).toBe(canonicalize(data));
    expect(event?.rawMetadata).toBe('{"cafId":"caf-59"}');
    expect(event?.data).toEqual(data);
    expect(event?.recordedAt.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
  });

  /** Bytes of what is read, of one stream and of the whole store, against those that were given. */
  async function comesBack(given: readonly { data: JsonObject; metadata: JsonObject }[]): Promise<void> {
    const stream = newStream();
    const after = await store().head();
    const events = given.map(({ data, metadata }) => ({ ...newEvent(data), metadata }));
    await store().append(stream, events, { expectedRevision: 'no-stream' });
    const bytes = given.map(({ data, metadata }) => [canonicalize(data), canonicalize(metadata)]);
    for (const reading of [
      store().readStream(stream),
      store().readAll({ after, filter: { streamPrefixes: [stream] } }),
    ]) {
      const found = await all(reading);
      expect(found.map(({ rawData, rawMetadata }) => [rawData, rawMetadata])).toEqual(bytes);
    }
  }

  test('any JSON comes back to the byte, data and metadata', async () => {
    const event = fc.record({ data: jsonObject, metadata: jsonObject });
    await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 5 }), comesBack), {
      numRuns: 50,
    });
  });

  test('so do as many events as one append may carry, and as many bytes', async () => {
    const [one] = fc.sample(jsonObject, 1);
    const many = Array.from({ length: limits.eventsPerAppend }, (_, n) => ({
      data: { ...one, [String(n)]: n, 10: '\u2028', 2: 1e21 },
      metadata: { 10: n, 2: '😀' },
    }));
    await comesBack(many);
    const room = limits.bytesPerAppend - Buffer.byteLength('{"10":"","2":""}{}');
    await comesBack([
      { data: { 10: 'é'.repeat(room / 4), 2: 'x'.repeat(room - 2 * Math.floor(room / 4)) }, metadata: {} },
    ]);
  });

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['a list', [1]],
    ['text', 'text'],
    ['not a number', { n: Number.NaN }],
    ['infinity', { n: Number.POSITIVE_INFINITY }],
    ['half a character', { text: 'a\ud800b' }],
    ['half a character in a key', { '\udc00': 1 }],
  ])('data that is %s is refused', async (_, data) => {
    expect(await failureOf(append({ ...newEvent(), data: data as JsonObject }))).toBeInstanceOf(InvalidEvent);
  });

  test.each(['', 'x', '0190', 'g'.repeat(36)])('the id %p is refused', async (id) => {
    expect(await failureOf(append({ ...newEvent(), id }))).toBeInstanceOf(InvalidEvent);
  });

  test.each(['', 'a b', '$system', 'é', 'a'.repeat(limits.typeLength + 1)])(
    'the type %p is refused',
    async (type) => {
      expect(await failureOf(append(newEvent({}, type)))).toBeInstanceOf(InvalidEvent);
    },
  );

  test.each(['', '$all', 'partners.convention', 'partners-1', `a.b-${'c'.repeat(200)}`])(
    'the stream name %p is refused',
    async (stream) => {
      const error = await failureOf(store().append(stream, [newEvent()], { expectedRevision: 'any' }));
      expect(error).toBeInstanceOf(InvalidEvent);
    },
  );

  test.each([-1, 1.5, Number.NaN])('the expected revision %p is refused', async (expectedRevision) => {
    const error = await failureOf(store().append(newStream(), [newEvent()], { expectedRevision }));
    expect(error).toBeInstanceOf(InvalidEvent);
  });

  test('an empty append, and one id twice in an append, are refused', async () => {
    const event = newEvent();
    expect(await failureOf(append())).toBeInstanceOf(InvalidEvent);
    expect(await failureOf(append(event, event))).toBeInstanceOf(InvalidEvent);
  });

  test('as many events as one append may carry are taken, one more is refused whole', async () => {
    const stream = newStream();
    const most = numbered(1, limits.eventsPerAppend);
    const error = await failureOf(
      store().append(stream, [...most, newEvent()], { expectedRevision: 'no-stream' }),
    );
    expect(error).toBeInstanceOf(AppendTooLarge);
    expect(await all(store().readStream(stream))).toEqual([]);
    const taken = await store().append(stream, most, { expectedRevision: 'no-stream' });
    expect(taken.revision).toBe(limits.eventsPerAppend - 1);
  });

  test('as many bytes as one append may carry are taken, one more is refused', async () => {
    const metadata = {};
    const room = limits.bytesPerAppend - '{"t":""}{}'.length;
    const sized = (length: number) => ({ ...newEvent({ t: 'x'.repeat(length) }), metadata });
    expect(await failureOf(append(sized(room + 1)))).toBeInstanceOf(AppendTooLarge);
    expect((await append(sized(room))).revision).toBe(0);
  });
}
