import { EventIdReused } from '../index.js';
import { all, failureOf, newEvent, newStream, numbered, type Store } from './stage.js';

/** A repeated append is one append and a success. */
export function idempotenceSuite(store: Store): void {
  test.each(['no-stream', 1] as const)(
    'the same again, expected %p: the original answer',
    async (expected) => {
      const stream = newStream();
      if (expected === 1) await store().append(stream, numbered(1, 2), { expectedRevision: 'no-stream' });
      const events = numbered(3, 5);
      const first = await store().append(stream, events, { expectedRevision: expected });
      expect(await store().append(stream, events, { expectedRevision: expected })).toEqual(first);
      // Also when others have written since.
      await store().append(stream, numbered(6, 7), { expectedRevision: first.revision });
      expect(await store().append(stream, events, { expectedRevision: expected })).toEqual(first);
      expect(await all(store().readStream(stream))).toHaveLength(expected === 1 ? 7 : 5);
    },
  );

  test('the same append 20 times at once is one append', async () => {
    const stream = newStream();
    const events = numbered(1, 3);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => store().append(stream, events, { expectedRevision: 'no-stream' })),
    );
    expect(new Set(results.map(({ revision, position }) => `${revision} ${position}`)).size).toBe(1);
    expect(await all(store().readStream(stream))).toHaveLength(3);
  });

  test('the order of the keys is not content', async () => {
    const stream = newStream();
    const event = newEvent({ a: 1, b: 2 });
    const first = await store().append(stream, [event], { expectedRevision: 'no-stream' });
    const again = { ...event, data: { b: 2, a: 1 } };
    expect(await store().append(stream, [again], { expectedRevision: 'no-stream' })).toEqual(first);
  });

  test.each([
    ['data', { data: { n: 2 } }],
    ['metadata', { metadata: { cafId: 'caf-80' } }],
    ['type', { type: 'partners.NoteTornUp' }],
  ])('the same id with other %s is refused and changes nothing', async (_, change) => {
    const stream = newStream();
    const event = newEvent({ n: 1 });
    await store().append(stream, [event], { expectedRevision: 'no-stream' });
    const error = await failureOf(
      store().append(stream, [{ ...event, ...change }], { expectedRevision: 'no-stream' }),
    );
    expect(error).toBeInstanceOf(EventIdReused);
    expect(error).toMatchObject({ stream, eventId: event.id });
    expect((await all(store().readStream(stream))).map(({ data }) => data)).toEqual([{ n: 1 }]);
  });

  test('a repeated command decided anew on a later state does not write twice: its id is found before it appends', async () => {
    const stream = newStream();
    const events = numbered(1, 2);
    const first = await store().append(stream, events, { expectedRevision: 'no-stream' });
    const later = await store().append(stream, numbered(3, 4), { expectedRevision: first.revision });
    // As a command does it: look for one's own first id, and append at the newest revision only if it is not there.
    const decideAnew = async () => {
      const known = await store().findEvent(stream, events[0]?.id ?? '');
      if (known) return { revision: known.revision + events.length - 1, again: true };
      const { revision } = await store().append(stream, events, { expectedRevision: later.revision });
      return { revision, again: false };
    };
    expect(await decideAnew()).toEqual({ revision: first.revision, again: true });
    expect((await all(store().readStream(stream))).map(({ id }) => id).slice(0, 2)).toEqual(
      events.map(({ id }) => id),
    );
    expect(await all(store().readStream(stream))).toHaveLength(4);
  });

  test('what was just appended is found by its id at once, by whoever appended it', async () => {
    const stream = newStream();
    for (let revision = 0; revision < 20; revision++) {
      const event = newEvent({ revision });
      await store().append(stream, [event], {
        expectedRevision: revision === 0 ? 'no-stream' : revision - 1,
      });
      expect((await store().findEvent(stream, event.id))?.revision).toBe(revision);
    }
  });

  test('a repeated append with something new in it is refused whole', async () => {
    const stream = newStream();
    const events = numbered(1, 2);
    await store().append(stream, events, { expectedRevision: 'no-stream' });
    await failureOf(store().append(stream, [...events, newEvent()], { expectedRevision: 'no-stream' }));
    expect(await all(store().readStream(stream))).toHaveLength(2);
  });
}
