import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Actor } from '@ctg/access';
import { openEventStoreDb } from '@ctg/event-store/eventstoredb';
import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { associated, type FeedScene, feedScene, opened, siren, uuid } from './subscribers-testing.js';

/** A server whose connection carries a hundred streams, after which everything waits for ever, without a word. */
let server: StandIn;
let scene: FeedScene;
beforeAll(async () => {
  server = await startStandIn();
  // Two hundred persons of two Caf.
  const verifier = {
    verify: async (token: string): Promise<Actor> => ({
      subject: token,
      role: 'caf_adviser',
      cafId: Number(token.slice(1)) % 2 === 0 ? 'caf-59' : 'caf-62',
    }),
  };
  scene = await feedScene(undefined, { verifier }, () => openEventStoreDb({ url: server.url() }));
  for (const [n, caf] of ['caf-59', 'caf-62'].entries())
    await scene.ofConvention(uuid(n + 1), [opened(), associated()], caf);
});
afterAll(async () => {
  await scene?.close();
  await server?.kill();
});

async function open(person: number) {
  const headers = { authorization: `Bearer p${person}` };
  const request = get(`${scene.origin}/api/feed/stream`, { headers, agent: false });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { response, leave: () => request.destroy() };
}

/** Data lines, until there are so many. */
async function events(response: IncomingMessage, count: number): Promise<number> {
  let text = '';
  for await (const piece of response) {
    text += String(piece);
    const found = text.split('\ndata: ').length - 1;
    if (found >= count) return found;
  }
  throw new Error(`the stream ended: ${text}`);
}

const figures = async () => {
  const answer = await fetch(`${scene.origin}/metrics`);
  const text = await answer.text();
  const of = (name: string) =>
    Number(new RegExp(`^${name}\\{[^}]*\\} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  return { open: of('event_store_open_streams'), waiting: of('event_store_waiting_reads') };
};

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await isSo()); ) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One subscription, and the stream of appends: as the server has it, and as the measures say. */
const atRest = async () => {
  const { open: streams, waiting } = await figures();
  return server.openReads <= 1 && streams === 2 && waiting === 0;
};

test('200 followers over HTTP get what happens, over one subscription, and the measures say what is open', async () => {
  const followers = await Promise.all(Array.from({ length: 200 }, (_, n) => open(n)));
  expect(followers.map(({ response }) => response.statusCode)).toEqual(Array(200).fill(200));
  const found = followers.map(({ response }) => events(response, 3));
  for (const [n, caf] of ['caf-59', 'caf-62'].entries())
    await scene.ofConvention(uuid(n + 1), [associated(siren(10))], caf);
  expect(await Promise.all(found)).toEqual(Array(200).fill(3));
  await until(atRest);
  for (const { leave } of followers) leave();
}, 180_000);

test('a position that nobody was given is refused at once', async () => {
  for (const path of ['/api/feed?after=7', '/api/feed/stream?after=7'])
    expect((await scene.get(path, 'p0')).status).toBe(409);
});

test('200 that leave as soon as they are answered keep nothing open', async () => {
  for (let wave = 0; wave < 4; wave++) {
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const reader = await open(wave * 50 + n);
        expect(reader.response.statusCode).toBe(200);
        reader.leave();
      }),
    );
  }
  await until(atRest);
  expect((await scene.get('/api/feed?wait=0', 'p0')).status).toBe(200);
}, 180_000);
