import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import { z } from 'zod';
import { edgesService, eventually, starting } from './edges-testing.js';
import type { RunningService } from './index.js';

const actors: Readonly<Record<string, Actor>> = {
  // Two tokens of one person.
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  again: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  colleague: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-59' },
  member: { subject: 'u3', role: 'partner_member', cafId: 'caf-59' },
};
const seen = new Set<string>();
/** Called for each token that is looked at, and waited for. */
let looking: () => Promise<void> = async () => {};
const verifier: TokenVerifier = {
  known: (token) => (seen.has(token) ? actors[token] : undefined),
  async verify(token) {
    await looking();
    const actor = actors[token];
    if (!actor) throw new InvalidToken('Ce jeton n’est pas connu.');
    seen.add(token);
    return actor;
  },
};

const definition = edgesService(z.strictObject({ a: z.number().optional() }), {
  read: 'SELECT 1 AS one',
  slow: 'SELECT pg_sleep(1)',
});
const { start, started } = starting(definition, verifier);
const get = (url: string, token = 'adviser', headers: Record<string, string> = {}) =>
  fetch(url, { headers: { authorization: `Bearer ${token}`, ...headers } });

/** Sends bytes as they stand; `heard` resolves with all that came when the other side has closed. */
function raw(origin: string, text: string): { readonly socket: Socket; readonly heard: Promise<string> } {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
  const heard = new Promise<string>((resolve) => {
    let all = '';
    socket.on('data', (data) => {
      all += data;
    });
    socket.on('error', () => {}).on('close', () => resolve(all));
  });
  return { socket, heard };
}
const slowBody = (token: string) =>
  `POST /api/edges/edges HTTP/1.1\r\nhost: x\r\n${token}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":`;

describe('bodies that never come', () => {
  test('without a token they are answered 401 before they are read, and their connections closed', async () => {
    const origin = await start({ mostInHand: 2 });
    const sockets = Array.from({ length: 60 }, () => raw(origin, slowBody('')));
    expect((await get(`${origin}/api/edges/read`)).status).toBe(200);
    for (const { heard } of sockets) expect(await heard).toMatch(/^HTTP\/1.1 401 /);
  });

  test('with one they take no place from others, and are cut off', async () => {
    const origin = await start({ mostInHand: 8, receiveWithin: 400 });
    const bodies = [1, 2].map(() => raw(origin, slowBody('authorization: Bearer adviser\r\n')));
    expect((await get(`${origin}/api/edges/read`, 'colleague')).status).toBe(200);
    for (const { heard } of bodies) expect(await heard).toMatch(/^HTTP\/1.1 408 [\s\S]*"status":408/);
  });

  test('a person has a share of all requests at once, not more', async () => {
    const origin = await start({ mostInHand: 8 });
    const bodies = [1, 2].map(() => raw(origin, slowBody('authorization: Bearer adviser\r\n')));
    await eventually(async () => {
      const refused = await get(`${origin}/api/edges/read`, 'again');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    });
    expect((await get(`${origin}/api/edges/read`, 'colleague')).status).toBe(200);
    for (const { socket } of bodies) socket.destroy();
    await eventually(async () => expect((await get(`${origin}/api/edges/read`, 'again')).status).toBe(200));
  });
});

test('who is gone before their token was looked at takes no place, neither of their own nor of all', async () => {
  const origin = await start({ mostInHand: 2 });
  seen.delete('adviser');
  let goOn = () => {};
  const asked = new Promise<void>((resolve) => {
    looking = () => {
      resolve();
      return new Promise<void>((free) => (goOn = free));
    };
  });
  const { socket, heard } = raw(
    origin,
    'GET /api/edges/read HTTP/1.1\r\nhost: x\r\nauthorization: Bearer adviser\r\n\r\n',
  );
  await asked;
  looking = async () => {};
  socket.destroy();
  await heard;
  await new Promise((resolve) => setTimeout(resolve, 100));
  goOn();
  await new Promise((resolve) => setTimeout(resolve, 100));
  // One place is this person's.
  expect((await get(`${origin}/api/edges/read`)).status).toBe(200);
});

test('who is gone while one of their requests stands behind another leaves no place taken, and no stop waits for them', async () => {
  const origin = await start({ mostInHand: 8 });
  expect((await get(`${origin}/api/edges/read`)).status).toBe(200);
  const request = (path: string) =>
    `GET /api/edges/${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer adviser\r\n\r\n`;
  const { socket, heard } = raw(origin, request('slow') + request('read'));
  await eventually(async () => expect((await get(`${origin}/api/edges/read`)).status).toBe(429));
  socket.destroy();
  await heard;
  await eventually(async () => {
    const both = await Promise.all([get(`${origin}/api/edges/slow`), get(`${origin}/api/edges/read`)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
  });
  // It would wait 45 s for an answer that nobody takes.
  await started.splice(0)[0]?.close();
});

describe('budgets count persons', () => {
  test('whatever tokens they have and however the header is written', async () => {
    const origin = await start({ requestsPerMinute: 3 });
    const asked = ['Bearer adviser', 'bearer again', 'BEARER adviser', 'Bearer again'];
    const statuses: number[] = [];
    for (const authorization of asked)
      statuses.push((await fetch(`${origin}/api/edges/read`, { headers: { authorization } })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await get(`${origin}/api/edges/read`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get(`${origin}/api/edges/read`, 'colleague')).status).toBe(200);
  });

  test('invented tokens count on their address; who was verified before goes on', async () => {
    const origin = await start({ requestsPerMinute: 4 });
    expect((await get(`${origin}/api/edges/read`)).status).toBe(200);
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await get(`${origin}/api/edges/read`, `forged${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
    expect((await get(`${origin}/api/edges/read`)).status).toBe(200);
    expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  });

  test('an address is that of the connection, or what a trusted proxy says', async () => {
    const flood = async (origin: string) => {
      const statuses: number[] = [];
      for (let n = 0; n < 3; n++)
        statuses.push(
          (await get(`${origin}/api/edges/read`, 'x', { 'x-forwarded-for': `192.0.2.${n}` })).status,
        );
      return statuses;
    };
    expect(await flood(await start({ requestsPerMinute: 2 }))).toEqual([401, 401, 429]);
    const behind = await start({ requestsPerMinute: 2, trustedProxies: ['loopback'] });
    expect(await flood(behind)).toEqual([401, 401, 401]);
  });
});

test.each<[string, string, string]>([
  ['two hosts', 'GET /api/edges/read HTTP/1.1\r\nhost: a\r\nHost: b', '400 Bad Request'],
  ['an absolute target', 'GET http://other.example/api/edges/read HTTP/1.1\r\nhost: x', '200 OK'],
  ['a target in percents', 'GET /%61pi/%65dges/re%61d?%74ext=a HTTP/1.1\r\nhost: x', '200 OK'],
  ['NUL in the query', 'GET /api/edges/read?text=a%00 HTTP/1.1\r\nhost: x', '422 Unprocessable'],
  ['another encoding in the query', 'GET /api/edges/read?text=%E9 HTTP/1.1\r\nhost: x', '422 Unprocessable'],
  ['OPTIONS', 'OPTIONS /api/edges/read HTTP/1.1\r\nhost: x', '204 No Content'],
  ['HEAD', 'HEAD /api/edges/read HTTP/1.1\r\nhost: x', '200 OK'],
  ['TRACE', 'TRACE /api/edges/read HTTP/1.1\r\nhost: x', '405 Method'],
  [
    'a lying encoding',
    'POST /api/edges/edges HTTP/1.1\r\nhost: x\r\ncontent-encoding: gzip\r\ncontent-type: application/json\r\ncontent-length: 2',
    '415 Unsupported',
  ],
])('%s', async (_what, head, status) => {
  const origin = await start();
  const { heard } = raw(
    origin,
    `${head}\r\nauthorization: Bearer adviser\r\nconnection: close\r\n\r\n${head.startsWith('POST') ? '{}' : ''}`,
  );
  expect(await heard).toContain(`HTTP/1.1 ${status}`);
  expect(await heard).toMatch(/content-security-policy: default-src 'none'/i);
  expect(await heard).toMatch(/x-correlation-id: /i);
});

test('a token that is refused is told apart from none', async () => {
  const origin = await start();
  const none = await fetch(`${origin}/api/edges/read`);
  expect(none.headers.get('www-authenticate')).toBe('Bearer realm="ctg"');
  const refused = await get(`${origin}/api/edges/read`, 'forged');
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="ctg", error="invalid_token"');
});

test('a wrong role is refused before the body is read', async () => {
  const origin = await start();
  const { heard } = raw(origin, slowBody('authorization: Bearer member\r\n'));
  expect(await heard).toMatch(/^HTTP\/1.1 403 /);
});

test('TLS stays TLS; other origins are closed out unless they are named', async () => {
  const page = 'https://console.example.org';
  const closed = await start();
  const plain = await get(`${closed}/api/edges/read`, 'adviser', {
    origin: page,
    'x-forwarded-proto': 'https',
  });
  expect(plain.headers.get('strict-transport-security')).toBeNull();
  expect(plain.headers.get('access-control-allow-origin')).toBeNull();
  const open = await start({ trustedProxies: ['loopback'], corsOrigins: [page] });
  const behind = await get(`${open}/api/edges/read`, 'adviser', {
    origin: page,
    'x-forwarded-proto': 'https',
  });
  expect(behind.headers.get('strict-transport-security')).toContain('max-age=');
  expect(behind.headers.get('access-control-allow-origin')).toBe(page);
  const preflight = await fetch(`${open}/api/edges/read`, {
    method: 'OPTIONS',
    headers: { origin: page, 'access-control-request-method': 'GET' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, page]);
  const stranger = await get(`${open}/api/edges/read`, 'adviser', { origin: 'https://evil.example' });
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
});

test('the page of the API runs scripts of its own origin only, and keeps no token', async () => {
  const origin = await start();
  const page = await fetch(`${origin}/api/docs`);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).not.toMatch(/<script>/);
  const script = await (await fetch(`${origin}/api/docs/start.js`)).text();
  expect(script).toContain('persistAuthorization: false');
});

test('a connection that is open when a stop is asked for is answered once more, and told to close', async () => {
  const origin = await start({ partingTime: 10_000 });
  const service = started.splice(0)[0] as RunningService;
  const request = 'GET /api/edges/read HTTP/1.1\r\nhost: x\r\nauthorization: Bearer adviser\r\n\r\n';
  const { socket, heard } = raw(origin, request);
  await once(socket, 'data');
  const closing = service.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.write(request);
  const answers = (await heard).split('HTTP/1.1 ').slice(1);
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '200']);
  expect(answers.map((answer) => /connection: close/i.test(answer))).toEqual([false, true]);
  await closing;
});

test('a stop cuts nothing that was begun, and tells connections that are open to close', async () => {
  const origin = await start();
  const service = started.splice(0)[0] as RunningService;
  const request = (path: string) =>
    `GET /api/edges/${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer adviser\r\n\r\n`;
  // One that is being answered when the stop comes, one whose head is not whole yet.
  const slow = raw(origin, request('slow'));
  const half = raw(origin, request('read').slice(0, -2));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closing = service.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  half.socket.write('\r\n');
  for (const { heard } of [slow, half])
    expect(await heard).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close/i);
  await closing;
  await expect(fetch(`${origin}/health/live`)).rejects.toThrow();
});
