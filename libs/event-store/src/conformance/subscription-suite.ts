import { randomUUID } from 'node:crypto';
import type { RecordedEvent, SubscribeOptions, SubscriptionPage } from '../index.js';
import { newStream, numbered, numberOf, type Store } from './stage.js';

/** Catching up, then live; back-pressure and cancellation. */
export function subscriptionSuite(store: Store): void {
  /** Reads until `enough`, at most 20 s. */
  async function follow(
    options: SubscribeOptions,
    enough: (events: RecordedEvent[], page: SubscriptionPage) => boolean,
  ) {
    const events: RecordedEvent[] = [];
    const pages: SubscriptionPage[] = [];
    const signal = AbortSignal.timeout(20_000);
    for await (const page of store().subscribe({ ...options, signal })) {
      events.push(...page.events);
      pages.push(page);
      if (enough(events, page)) return { events, pages };
    }
    throw new Error(`the subscription ended with ${events.length} events`);
  }

  const write = async (subject: string, from: number, to: number) => {
    const stream = newStream('partners.convention', subject);
    for (let n = from; n <= to; n++)
      await store().append(stream, numbered(n, n), { expectedRevision: 'any' });
  };
  const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  test('it catches up and goes on live, without a gap or a double', async () => {
    const subject = randomUUID();
    const after = await store().head();
    await write(subject, 1, 20);
    const writing = write(subject, 21, 60);
    const { events } = await follow(
      { after, filter: { subject }, pageSize: 7 },
      ({ length }) => length >= 60,
    );
    expect(events.map(numberOf)).toEqual(oneTo(60));
    await writing;
  });

  test('from the head only what is new arrives', async () => {
    const subject = randomUUID();
    await write(subject, 1, 3);
    const after = await store().head();
    const following = follow({ after, filter: { subject } }, ({ length }) => length >= 2);
    await write(subject, 4, 5);
    expect((await following).events.map(numberOf)).toEqual([4, 5]);
  });

  test('positions of pages are checkpoints: resumed at any of them, nothing is missed or doubled', async () => {
    const subject = randomUUID();
    const after = await store().head();
    await write(subject, 1, 25);
    const filter = { subject };
    const { pages } = await follow({ after, filter, pageSize: 4 }, ({ length }) => length >= 25);
    let handled = 0;
    for (const page of pages) {
      handled += page.events.length;
      if (handled >= 25) break;
      const rest = await follow({ after: page.position, filter }, ({ length }) => length >= 25 - handled);
      expect(rest.events.map(numberOf)).toEqual(oneTo(25).slice(handled));
    }
  });

  test('whoever read a full page that was the last one is told that it caught up', async () => {
    const subject = randomUUID();
    const after = await store().head();
    await write(subject, 1, 6);
    const options = { after, filter: { subject }, pageSize: 3 };
    const { events, pages } = await follow(options, (_, { caughtUp }) => caughtUp);
    expect(events.map(numberOf)).toEqual(oneTo(6));
    expect(pages.at(-1)).toMatchObject({ caughtUp: true, position: events.at(-1)?.position });
  });

  test('a filter that lets nothing through still moves on to the head', async () => {
    const after = await store().head();
    await write(randomUUID(), 1, 5);
    const head = await store().head();
    const { events, pages } = await follow(
      { after, filter: { subject: randomUUID() } },
      (_, page) => page.position >= head,
    );
    expect(events).toEqual([]);
    expect(pages.at(-1)?.caughtUp).toBe(true);
  });

  test('a quiet store still says so, again and again', async () => {
    let quiet = 0;
    const options = { after: await store().head(), filter: { subject: randomUUID() } };
    const { pages } = await follow(options, () => ++quiet >= 3);
    expect(pages.every((page) => page.caughtUp && page.events.length === 0)).toBe(true);
  });
  test('a slow consumer gets pages one at a time, no larger than asked', async () => {
    const subject = randomUUID();
    const after = await store().head();
    await write(subject, 1, 30);
    let handling = 0;
    const sizes: number[] = [];
    for await (const page of store().subscribe({ after, filter: { subject }, pageSize: 10 })) {
      expect(++handling).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      handling--;
      sizes.push(page.events.length);
      if (sizes.reduce((sum, size) => sum + size, 0) >= 30) break;
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  });

  test('an abort ends it without an error, also while it waits', async () => {
    const stop = new AbortController();
    const ended = (async () => {
      for await (const page of store().subscribe({ after: await store().head(), signal: stop.signal }))
        void page;
      return 'ended';
    })();
    setTimeout(() => stop.abort(), 50);
    expect(await ended).toBe('ended');
  });

  test('one that was aborted before gives nothing', async () => {
    for await (const page of store().subscribe({ signal: AbortSignal.abort() }))
      throw new Error(`found ${page.position}`);
  });

  test('two subscribers see the same, in the same order', async () => {
    const after = await store().head();
    const filter = { eventTypes: [`partners.Note${randomUUID().replaceAll('-', '')}`] } as const;
    const two = [1, 2].map(() => follow({ after, filter }, ({ length }) => length >= 40));
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const stream = newStream();
        for (let n = 1; n <= 5; n++) {
          await store().append(stream, numbered(n, n, filter.eventTypes[0]), { expectedRevision: 'any' });
        }
      }),
    );
    const [first, second] = await Promise.all(two);
    expect(first?.events).toHaveLength(40);
    expect(first?.events.map(({ id }) => id)).toEqual(second?.events.map(({ id }) => id));
  });
}
