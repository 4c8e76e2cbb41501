import { all, newStream, numbered, numberOf, type Store } from './stage.js';

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

  test('an event comes back with all that was given', async () => {
    const one = newStream('actionplans.action', 'subject');
    const alone = `${one}.${crypto.randomUUID()}`;
    const [event] = numbered(1, 1, 'actionplans.ActionProposed');
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
