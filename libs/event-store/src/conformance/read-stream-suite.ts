import { randomUUID } from 'node:crypto';
import { InvalidEvent } from '../index.js';
import { all, failureOf, newStream, numbered, numberOf, type Store } from './stage.js';

/** One stream, forwards and backwards, from a revision, so many. */
export function readStreamSuite(store: Store): void {
  const stream = newStream();
  beforeAll(() => store().append(stream, numbered(0, 9), { expectedRevision: 'no-stream' }));

  test.each([
    [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ direction: 'backwards' }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    [{ from: 7 }, [7, 8, 9]],
    [{ from: 2, direction: 'backwards' }, [2, 1, 0]],
    [{ limit: 2 }, [0, 1]],
    [{ limit: 1, direction: 'backwards' }, [9]],
    [{ from: 3, limit: 3 }, [3, 4, 5]],
    [{ from: 3, limit: 2, direction: 'backwards' }, [3, 2]],
    [{ limit: 0 }, []],
    [{ from: 10 }, []],
    [{ from: 50, direction: 'backwards' }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ] as const)('%p', async (options, numbers) => {
    expect((await all(store().readStream(stream, options))).map(numberOf)).toEqual(numbers);
  });

  test('a stream that does not exist has nothing', async () => {
    expect(await all(store().readStream(newStream()))).toEqual([]);
  });

  test('a stream is not mixed up with one whose name begins alike', async () => {
    const longer = `${stream}.part`;
    await store().append(longer, numbered(100, 100), { expectedRevision: 'no-stream' });
    expect(await all(store().readStream(stream))).toHaveLength(10);
    expect((await all(store().readStream(longer))).map(numberOf)).toEqual([100]);
  });

  test('a long stream is read whole, both ways', async () => {
    const long = newStream();
    for (let from = 0; from < 2_500; from += 500) {
      await store().append(long, numbered(from, from + 499), {
        expectedRevision: from === 0 ? 'no-stream' : from - 1,
      });
    }
    const numbers = Array.from({ length: 2_500 }, (_, index) => index);
    expect((await all(store().readStream(long))).map(numberOf)).toEqual(numbers);
    expect((await all(store().readStream(long, { direction: 'backwards' }))).map(numberOf)).toEqual(
      numbers.reverse(),
    );
  });

  test('an event is found by its id, wherever it stands in its stream, whole', async () => {
    const long = newStream();
    const events = numbered(0, 499);
    await store().append(long, events, { expectedRevision: 'no-stream' });
    await store().append(long, numbered(500, 899), { expectedRevision: 499 });
    const recorded = await all(store().readStream(long));
    for (const n of [0, 1, 250, 499]) {
      const id = events[n]?.id ?? '';
      expect(await store().findEvent(long, id)).toEqual(recorded[n]);
      expect(await store().findEvent(long, id.toUpperCase())).toEqual(recorded[n]);
    }
  });

  test('an id that the stream has not is not found: unknown, of another stream, or where there is no stream', async () => {
    const [one, other] = [newStream(), newStream()];
    const [event] = numbered(1, 1);
    await store().append(one, event ? [event] : [], { expectedRevision: 'no-stream' });
    await store().append(other, numbered(2, 2), { expectedRevision: 'no-stream' });
    const id = event?.id ?? '';
    expect((await store().findEvent(one, id))?.id).toBe(id);
    expect(await store().findEvent(one, randomUUID())).toBeUndefined();
    expect(await store().findEvent(other, id)).toBeUndefined();
    expect(await store().findEvent(newStream(), id)).toBeUndefined();
    expect(await store().findEvent(`${one}.part`, id)).toBeUndefined();
  });

  test('what cannot be an id or a stream is refused, not searched for', async () => {
    expect(await failureOf(store().findEvent(newStream(), 'x'))).toBeInstanceOf(InvalidEvent);
    expect(await failureOf(store().findEvent('$all', randomUUID()))).toBeInstanceOf(InvalidEvent);
  });

  test('an event comes back with all that was given', async () => {
    const one = newStream('actionplans.action', 'subject');
    const alone = `${one}.${crypto.randomUUID()}`;
    const [event] = numbered(1, 1, 'actionplans.NoteTaken');
    const { position } = await store().append(alone, event ? [event] : [], { expectedRevision: 'no-stream' });
    expect(await all(store().readStream(alone))).toEqual([
      {
        ...event,
        stream: alone,
        revision: 0,
        position,
        recordedAt: expect.any(Date),
        rawData: '{"n":1}',
        rawMetadata: '{"cafId":"caf-59"}',
      },
    ]);
  });
}
