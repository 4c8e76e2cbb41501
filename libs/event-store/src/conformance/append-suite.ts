import { type ExpectedRevision, RevisionConflict } from '../index.js';
import { all, failureOf, newEvent, newStream, numbered, numberOf, type Store } from './stage.js';

/** Expected revision in all its forms, also under races; whole or not at all. */
export function appendSuite(store: Store): void {
  test('revisions count from 0 without holes, positions go up', async () => {
    const stream = newStream();
    const first = await store().append(stream, numbered(1, 3), { expectedRevision: 'no-stream' });
    const second = await store().append(stream, numbered(4, 5), { expectedRevision: 2 });
    expect([first.revision, second.revision]).toEqual([2, 4]);
    expect(second.position > first.position).toBe(true);
    const events = await all(store().readStream(stream));
    expect(events.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    expect(events.map(numberOf)).toEqual([1, 2, 3, 4, 5]);
    expect(events[2]?.position).toBe(first.position);
    expect(events[4]?.position).toBe(second.position);
  });

  const cases: readonly (readonly [before: number, ExpectedRevision, 'ok' | 'conflict'])[] = [
    [0, 'no-stream', 'ok'],
    [0, 'any', 'ok'],
    [0, 'stream-exists', 'conflict'],
    [0, 0, 'conflict'],
    [0, 5, 'conflict'],
    [2, 'no-stream', 'conflict'],
    [2, 'any', 'ok'],
    [2, 'stream-exists', 'ok'],
    [2, 1, 'ok'],
    [2, 0, 'conflict'],
    [2, 2, 'conflict'],
  ];
  test.each(cases)('a stream of %i events, expected %p: %s', async (before, expectedRevision, outcome) => {
    const stream = newStream();
    if (before > 0) await store().append(stream, numbered(1, before), { expectedRevision: 'no-stream' });
    const append = store().append(stream, [newEvent()], { expectedRevision });
    if (outcome === 'ok') {
      expect((await append).revision).toBe(before);
    } else {
      const error = await failureOf(append);
      expect(error).toBeInstanceOf(RevisionConflict);
      expect(error).toMatchObject({
        stream,
        expected: expectedRevision,
        actual: before === 0 ? 'no-stream' : before - 1,
      });
      expect(await all(store().readStream(stream))).toHaveLength(before);
    }
  });

  test.each(['no-stream', 0] as const)('of 20 writers who expect %p one wins', async (expectedRevision) => {
    const stream = newStream();
    if (expectedRevision === 0) await store().append(stream, [newEvent()], { expectedRevision: 'no-stream' });
    const outcomes = await Promise.allSettled(
      numbered(1, 20).map((event) => store().append(stream, [event], { expectedRevision })),
    );
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(19);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(RevisionConflict);
    expect(await all(store().readStream(stream))).toHaveLength(expectedRevision === 0 ? 2 : 1);
  });

  test('20 writers who expect nothing all win', async () => {
    const stream = newStream();
    const results = await Promise.all(
      numbered(1, 20).map((event) => store().append(stream, [event], { expectedRevision: 'any' })),
    );
    const revisions = results.map((result) => result.revision).sort((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('an append happens whole or not at all', async () => {
    const stream = newStream();
    const after = await store().head();
    await store().append(stream, numbered(1, 10), { expectedRevision: 'no-stream' });
    const found = await failureOf(store().append(stream, numbered(11, 20), { expectedRevision: 3 }));
    expect(found).toMatchObject({ expected: 3, actual: 9 });
    expect((await all(store().readStream(stream))).map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await all(store().readAll({ after, filter: { streamPrefixes: [stream] } }))).toHaveLength(10);
  });

  test('a conflict fails its own append alone, not those beside it', async () => {
    const taken = newStream();
    await store().append(taken, [newEvent()], { expectedRevision: 'no-stream' });
    const streams = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? taken : newStream()));
    const outcomes = await Promise.allSettled(
      streams.map((stream) => store().append(stream, [newEvent()], { expectedRevision: 'no-stream' })),
    );
    expect(outcomes.map((outcome) => outcome.status)).toEqual(
      streams.map((stream) => (stream === taken ? 'rejected' : 'fulfilled')),
    );
  });
}
