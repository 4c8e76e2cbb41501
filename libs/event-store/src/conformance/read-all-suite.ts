import { randomUUID } from 'node:crypto';
import type { Filter } from '../index.js';
import { all, newStream, numbered, numberOf, type Store } from './stage.js';

/** The one order of the whole store, after a position, through each kind of filter. */
export function readAllSuite(store: Store): void {
  /** Two conventions with their streams, written in turn; `type` and `subject` are this test's own. */
  async function twoConventions() {
    const after = await store().head();
    const type = `partners.Note${randomUUID().replaceAll('-', '')}`;
    const [one, two] = [randomUUID(), randomUUID()];
    const convention = newStream('partners.convention', one);
    const action = `actionplans.action-${one}.${randomUUID()}`;
    const other = newStream('partners.convention', two);
    await store().append(convention, numbered(1, 2, type), { expectedRevision: 'no-stream' });
    await store().append(other, numbered(3, 3), { expectedRevision: 'no-stream' });
    await store().append(action, numbered(4, 5), { expectedRevision: 'no-stream' });
    await store().append(other, numbered(6, 7, type), { expectedRevision: 0 });
    await store().append(convention, numbered(8, 8), { expectedRevision: 1 });
    return { after, type, one, two, convention, action, other };
  }

  test('everything after a position comes in the order it was recorded', async () => {
    const { after, convention, action, other } = await twoConventions();
    const ours = new Set([convention, action, other]);
    const events = (await all(store().readAll({ after }))).filter(({ stream }) => ours.has(stream));
    expect(events.map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [index, event] of events.entries()) {
      const before = events[index - 1];
      if (before) expect(event.position > before.position).toBe(true);
      if (before) expect(event.recordedAt.getTime()).toBeGreaterThanOrEqual(before.recordedAt.getTime());
    }
  });

  test.each<[string, (names: Awaited<ReturnType<typeof twoConventions>>) => Filter, number[]]>([
    ['one stream prefix', ({ convention }) => ({ streamPrefixes: [convention] }), [1, 2, 8]],
    ['two stream prefixes', ({ action, other }) => ({ streamPrefixes: [action, other] }), [3, 4, 5, 6, 7]],
    [
      'a prefix of several streams',
      ({ one }) => ({ streamPrefixes: [`actionplans.action-${one}.`] }),
      [4, 5],
    ],
    ['an event type', ({ type }) => ({ eventTypes: [type] }), [1, 2, 6, 7]],
    ['a type nobody has', () => ({ eventTypes: ['partners.NeverHappened'] }), []],
    ['a subject', ({ one }) => ({ subject: one }), [1, 2, 4, 5, 8]],
    ['a subject nobody has', () => ({ subject: randomUUID() }), []],
  ])('filtered by %s', async (_, filter, numbers) => {
    const names = await twoConventions();
    for (const pageSize of [1, 2, 1_000]) {
      const found = await all(store().readAll({ after: names.after, filter: filter(names), pageSize }));
      expect(found.map(numberOf)).toEqual(numbers);
    }
  });

  test('a prefix is text: % and _ mean themselves', async () => {
    const { after } = await twoConventions();
    for (const prefix of ['partners.%', 'partners_convention', '%']) {
      expect(await all(store().readAll({ after, filter: { streamPrefixes: [prefix] } }))).toEqual([]);
    }
  });

  test('so many, then on from the position of the last one: nothing is missed or doubled', async () => {
    const { after, one } = await twoConventions();
    const numbers: unknown[] = [];
    let from = after;
    for (;;) {
      const some = await all(store().readAll({ after: from, filter: { subject: one }, limit: 2 }));
      if (some.length === 0) break;
      expect(some.length).toBeLessThanOrEqual(2);
      numbers.push(...some.map(numberOf));
      from = some.at(-1)?.position ?? from;
    }
    expect(numbers).toEqual([1, 2, 4, 5, 8]);
  });

  test('in pages of bounded work, each says how far it came: the same events, nothing missed or doubled', async () => {
    const { after, one } = await twoConventions();
    const head = await store().head();
    for (const [limit, lookThrough] of [
      [1_000, 1],
      [2, 3],
      [1, 1_000],
    ] as const) {
      const filter = { streamPrefixes: [`partners.convention-${one}`, `actionplans.action-${one}`] };
      const found: unknown[] = [];
      let from = after;
      for (let isDone = false; !isDone; ) {
        const page = await store().readPage({ after: from, filter, limit, lookThrough });
        expect(page.events.length).toBeLessThanOrEqual(limit);
        // It moves, or there is nothing more: a reader that goes on from there comes to the end.
        expect(page.position > from || page.caughtUp).toBe(true);
        for (const event of page.events)
          expect(event.position > from && event.position <= page.position).toBe(true);
        found.push(...page.events.map(numberOf));
        from = page.position;
        isDone = from >= head;
      }
      expect(found).toEqual([1, 2, 4, 5, 8]);
    }
  });

  test('only events whose metadata say something, in steps of bounded work', async () => {
    const after = await store().head();
    const stream = newStream();
    // What looks like it, inside a text or another field, is not it; a text may hold what databases refuse.
    const also = { text: '\u0000"cafId":"caf-62"', actor: { cafId: 'caf-62' } };
    const of = (from: number, to: number, cafId: string) =>
      numbered(from, to).map((event) => ({ ...event, metadata: { cafId, also } }));
    for (const [events, expectedRevision] of [
      [of(1, 20, 'caf-59'), 'no-stream'],
      [of(21, 23, 'caf-62'), 19],
      [of(24, 60, 'caf-59'), 22],
      [of(61, 62, 'caf-62'), 59],
    ] as const)
      await store().append(stream, events, { expectedRevision });
    const head = await store().head();
    for (const filter of [undefined, { streamPrefixes: [stream] }, { eventTypes: ['partners.NoteTaken'] }])
      for (const limit of [2, 1_000]) {
        const found: unknown[] = [];
        for (let from = after; from < head; ) {
          const page = await store().readPage({
            after: from,
            limit,
            lookThrough: 7,
            metadata: { cafId: 'caf-62' },
            ...(filter ? { filter } : {}),
          });
          expect(page.position > from || page.caughtUp).toBe(true);
          found.push(...page.events.filter((event) => event.stream === stream).map(numberOf));
          from = page.position;
        }
        expect(found).toEqual([21, 22, 23, 61, 62]);
      }
    expect((await store().readPage({ after, metadata: { cafId: 'caf-6' } })).events).toEqual([]);
  });

  test('a filter that lets nothing through is not looked for to the end in one step', async () => {
    const after = await store().head();
    const stream = newStream();
    await store().append(stream, numbered(1, 400), { expectedRevision: 'no-stream' });
    const { position: last } = await store().append(stream, numbered(401, 800), { expectedRevision: 399 });
    const filter = { eventTypes: ['partners.NeverHappened', 'partners.NorThis'] };
    const first = await store().readPage({ after, filter, lookThrough: 100 });
    expect(first.events).toEqual([]);
    expect(first.caughtUp).toBe(false);
    expect(first.position > after && first.position < last).toBe(true);
    let from = first.position;
    for (let steps = 0; from < last; steps++) {
      if (steps > 10_000) throw new Error('It never came to the end.');
      from = (await store().readPage({ after: from, filter, lookThrough: 100 })).position;
    }
  });

  test('a page without a filter is as long as asked, and at the end it says so', async () => {
    const { after, convention, action, other } = await twoConventions();
    const ours = new Set([convention, action, other]);
    const page = await store().readPage({ after, limit: 3 });
    expect(page.events).toHaveLength(3);
    expect(page.position).toBe(page.events.at(-1)?.position);
    const whole = await store().readPage({ after, limit: 1_000 });
    expect(whole.events.filter(({ stream }) => ours.has(stream)).map(numberOf)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const head = await store().head();
    expect(await store().readPage({ after: head, filter: { subject: randomUUID() } })).toMatchObject({
      events: [],
      caughtUp: true,
    });
  });

  test('the head is the position of the last event, and nothing is after it', async () => {
    const stream = newStream();
    const { position } = await store().append(stream, numbered(1, 3), { expectedRevision: 'no-stream' });
    expect((await store().head()) >= position).toBe(true);
    const filter = { streamPrefixes: [stream] };
    expect(await all(store().readAll({ after: await store().head(), filter }))).toEqual([]);
  });
}
