import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { EventStore } from '@ctg/event-store';
import { associated, type FeedScene, feedScene, opened, siren, uuid } from './subscribers-testing.js';

const ours = uuid(1);
const abroad = uuid(2);
/** Events that the service has read from the store. */
let looked = 0;
let scene: FeedScene;

/** The store, with its reads counted. */
const counted = (store: EventStore): EventStore =>
  new Proxy(store, {
    get(target, name) {
      if (name === 'readPage')
        return async (...given: Parameters<EventStore['readPage']>) => {
          const page = await target.readPage(...given);
          looked += page.events.length;
          return page;
        };
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

beforeAll(async () => {
  scene = await feedScene(counted);
  await scene.ofConvention(ours, [opened(), associated(), associated(siren(10))]);
});
afterAll(() => scene?.close());

interface Message {
  readonly id: string;
  readonly event?: string;
  readonly data?: string;
}

async function open(query = '', as = 'adviser', headers: Record<string, string> = {}) {
  const request = get(`${scene.origin}/api/feed/stream${query}`, {
    headers: { authorization: `Bearer ${as}`, ...headers },
    agent: false,
  });
  request.on('error', () => {});
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { response, leave: () => request.destroy() };
}

/** The messages of a stream; the iteration ends with it. */
async function* messages(response: IncomingMessage): AsyncGenerator<Message> {
  let text = '';
  try {
    for await (const piece of response) {
      text += String(piece);
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        const fields = lines.map((line) => [
          line.slice(0, line.indexOf(':')),
          line.slice(line.indexOf(': ') + 2),
        ]);
        yield Object.fromEntries(fields) as Message;
        text = text.slice(end + 2);
      }
    }
  } catch {
    // The connection was cut.
  }
}

async function events(response: IncomingMessage, count: number): Promise<Message[]> {
  const found: Message[] = [];
  for await (const message of messages(response)) {
    if (message.data !== undefined) found.push(message);
    if (found.length === count) break;
  }
  return found;
}

test('id, type and CloudEvent of each event, live after those there were', async () => {
  const { response, leave } = await open();
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  const reading = events(response, 4);
  await scene.ofConvention(ours, [associated(siren(11))]);
  const found = await reading;
  leave();
  expect(found.map(({ event }) => event)).toEqual([
    'partners.ConventionOpened',
    'partners.PartnerAssociated',
    'partners.PartnerAssociated',
    'partners.PartnerAssociated',
  ]);
  const last = JSON.parse(found[3]?.data ?? '{}');
  expect(last).toMatchObject({ specversion: '1.0', subject: ours, data: { organisation: siren(11) } });
  expect(found[3]?.id).toBe(last.position);
});

test('after a cut, Last-Event-ID goes on behind the last event that was had', async () => {
  const first = await open();
  const had = await events(first.response, 2);
  first.leave();
  const again = await open('?after=0', 'adviser', { 'last-event-id': had[1]?.id ?? '' });
  const rest = await events(again.response, 2);
  again.leave();
  const revisions = [...had, ...rest].map(({ data }) => JSON.parse(data ?? '{}').revision);
  expect(revisions).toEqual(['0', '1', '2', '3']);
  const wrong = await open('', 'adviser', { 'last-event-id': 'abc' });
  expect(wrong.response.statusCode).toBe(422);
  wrong.leave();
});

test('only some types; never another tenant’s', async () => {
  await scene.ofConvention(abroad, [opened()], 'caf-62');
  const { response, leave } = await open('?types=partners.ConventionOpened', 'elsewhere');
  const [only] = await events(response, 1);
  leave();
  expect(JSON.parse(only?.data ?? '{}')).toMatchObject({ subject: abroad, tenant: 'caf-62' });
});

test('one person has four streams, not five, whatever tokens they have', async () => {
  const four = await Promise.all([0, 1, 2, 3].map((n) => open('', n % 2 ? 'auditor-again' : 'auditor')));
  const fifth = await open('', 'auditor-again');
  expect([fifth.response.statusCode, fifth.response.headers['retry-after']]).toEqual([429, '1']);
  const another = await open();
  expect(another.response.statusCode).toBe(200);
  for (const each of [...four, fifth, another]) each.leave();
  // The seats are free again when the service has seen them leave.
  for (let status = 429; status !== 200; ) {
    const again = await open('', 'auditor');
    status = again.response.statusCode ?? 0;
    again.leave();
  }
});

test('HEAD is answered at once and takes no place', async () => {
  const headers = { authorization: 'Bearer auditor' };
  for (let n = 0; n < 6; n++) {
    const answer = await fetch(`${scene.origin}/api/feed/stream`, { method: 'HEAD', headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
  }
  const page = await fetch(`${scene.origin}/api/feed?after=${await scene.store.head()}&wait=28`, {
    method: 'HEAD',
    headers,
  });
  expect(page.status).toBe(200);
});

test('a stream ends when its token does', async () => {
  const { response } = await open('', 'anor');
  scene.expired.add('anor');
  for await (const _ of messages(response));
  expect(response.complete).toBe(true);
});

test('for a reader that takes nothing, nothing more is read; then it gets everything in order', async () => {
  const from = String(await scene.store.head());
  const big = 'x'.repeat(190);
  const total = 20_000;
  for (let n = 0; n < total; n += 200) {
    const some = Array.from({ length: 200 }, () => ({
      ...associated(),
      data: { organisation: '215900127', big },
    }));
    await scene.ofConvention(ours, some);
  }
  looked = 0;
  const { response, leave } = await open(`?after=${from}`);
  response.pause();
  const settled = await quiet(() => looked);
  expect(settled).toBeGreaterThan(0);
  expect(settled).toBeLessThan(total);
  const found = await events(response, total);
  leave();
  const revisions = found.map(({ data }) => Number(JSON.parse(data ?? '{}').revision));
  expect(revisions).toEqual(revisions.map((_, n) => (revisions[0] ?? 0) + n));
});

/** The value once it has not changed for a while. */
async function quiet(value: () => number): Promise<number> {
  for (let before = -1; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    if (value() === before) return before;
    before = value();
  }
}

test('a service that stops ends its streams', async () => {
  const other = await feedScene();
  await other.ofConvention(ours, [opened()]);
  const request = get(`${other.origin}/api/feed/stream`, { headers: { authorization: 'Bearer adviser' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let isClosing: Promise<void> | undefined;
  for await (const { data } of messages(response)) if (data !== undefined) isClosing ??= other.close();
  await isClosing;
  expect(response.complete).toBe(true);
});

test('a Last-Event-ID that the store cannot have given is a conflict', async () => {
  const { response, leave } = await open('', 'adviser', { 'Last-Event-ID': '999999999' });
  expect(response.statusCode).toBe(409);
  leave();
});
