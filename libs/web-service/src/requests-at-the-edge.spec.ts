import { connect } from 'node:net';
import { InvalidToken, type TokenVerifier } from '@ctg/access';
import { z } from 'zod';
import { edgesService, eventually, starting } from './edges-testing.js';
import type { RunningService } from './index.js';

const definition = edgesService(
  z.strictObject({
    more: z.unknown().optional(),
    either: z.union([z.strictObject({ days: z.number() }), z.string()]).optional(),
  }),
  {
    read: 'SELECT 1 AS one',
    slow: 'SELECT pg_sleep(1)',
    lost: 'SELECT pg_terminate_backend(pg_backend_pid())',
    broken: 'SELECT secret FROM nowhere',
  },
  '/:edgeId',
);
const verifier: TokenVerifier = {
  async verify(token) {
    if (!/^adviser\d?$/.test(token)) throw new InvalidToken('Ce jeton n’est pas connu.');
    return { subject: token, role: 'caf_adviser', cafId: `caf-${token.slice('adviser'.length) || 59}` };
  },
};
const id = '0190f0a0-0000-7000-8000-000000000000';
const bearer = { authorization: 'Bearer adviser' };

const { open, start } = starting(definition, verifier);

interface Shown {
  readonly type: string;
  readonly found?: string;
  readonly errors?: unknown;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly problem: Shown;
}
const fetched = async (url: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(url, { ...init, headers: { ...bearer, ...init.headers } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, problem: parsed(text) };
};
const parsed = (text: string): Shown => {
  try {
    return JSON.parse(text);
  } catch {
    return { type: 'not JSON' };
  }
};

describe('a service with its usual limits', () => {
  let service: RunningService;
  let origin: string;
  beforeAll(async () => {
    service = await open();
    origin = await service.listen(0);
  });
  afterAll(() => service?.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetched(`${origin}/api/edges/edges`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  test.each<[string, Record<string, string>, string, number, string]>([
    ['plain text', { 'content-type': 'text/plain' }, '{}', 415, 'unsupported-media-type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1', 415, 'unsupported-media-type'],
    ['a patch', { 'content-type': 'application/merge-patch+json' }, '{}', 415, 'unsupported-media-type'],
    ['no media type', { 'content-type': ';;;' }, '{}', 415, 'unsupported-media-type'],
    ['latin1', { 'content-type': 'application/json; charset=latin1' }, '{}', 415, 'unsupported-media-type'],
    ['null for an object', {}, 'null', 422, 'invalid-request'],
    ['deep, well formed', {}, `{"more":${'['.repeat(9e4)}${']'.repeat(9e4)}}`, 400, 'unacceptable-json'],
    ['any ETag', { 'if-match': '*' }, '{}', 400, 'invalid-header'],
    ['a weak ETag', { 'if-match': 'W/"1"' }, '{}', 400, 'invalid-header'],
    ['an ETag without quotes', { 'if-match': '1' }, '{}', 400, 'invalid-header'],
    ['an endless key', { 'idempotency-key': 'k'.repeat(256) }, '{}', 400, 'invalid-header'],
    ['a broken reason', { 'ctg-reason': '%E9' }, '{}', 400, 'invalid-header'],
    ['an endless reason', { 'ctg-reason': 'a'.repeat(501) }, '{}', 400, 'invalid-header'],
  ])('is not taken: %s', async (_what, headers, body, status, code) => {
    const before = await acceptedCommands();
    const { problem, ...answer } = await post(body, headers);
    expect([answer.status, problem.type]).toEqual([status, `/problems/${code}`]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await acceptedCommands()).toBe(before);
  });
  const acceptedCommands = async () => {
    const { text } = await fetched(`${origin}/metrics`);
    return /commands_total\{command="edges.touch",outcome="accepted"[^}]*\} (\d+)/.exec(text)?.[1] ?? '0';
  };

  test.each([
    ['UTF-8 by name', { 'content-type': 'application/json; charset=UTF-8' }, '{}'],
    ['a text of a million characters', {}, JSON.stringify({ more: 'a'.repeat(1_000_000) })],
    ['half a million escapes', {}, `{"more":"${'\\n'.repeat(500_000)}"}`],
    ['a reason', { 'ctg-reason': '%C3%A0%20la%20demande' }, '{}'],
  ])('is taken: %s', async (_what, headers, body) => {
    expect((await post(body, headers as Record<string, string>)).status).toBe(201);
  });

  test('every fault is an entry of its own, and they are not without end', async () => {
    const { problem } = await post('{"x":1,"y":{},"either":{"dys":1}}');
    const message = 'Champ inconnu : à retirer ou à corriger';
    expect(problem.errors).toEqual([
      { path: 'either.days', message: 'Entrée invalide : nombre attendu, indéfini reçu' },
      { path: 'either.dys', message },
      { path: 'x', message },
      { path: 'y', message },
    ]);
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, n])));
    const answer = await post(many);
    expect(answer.status).toBe(422);
    expect(answer.problem.errors).toHaveLength(50);
    expect(answer.text.length).toBeLessThan(10_000);
  });

  test.each([
    ['{"more":1 2}', 'position 10'],
    ['{"more":', 'fin inattendue du texte'],
    ['{"more":}', 'caractère inattendu « } »'],
  ])('malformed JSON is told with its place: %s', async (body, place) => {
    expect((await post(body)).problem.found).toBe(place);
  });

  test.each([
    ['/api/edges/read/%zz', 400],
    ['/api/edges/read/%c0%80', 400],
    ['/api/edges/read/%00', 422],
    [`/api/edges/read/${'a'.repeat(5_000)}`, 414],
    [`/api/edges/read/${id}?__proto__=1`, 422],
    [`/api/edges/read/${id}?a=1&a=2`, 422],
    ['/api/edges/nowhere', 404],
    [`/api/edges/broken/${id}`, 500],
  ])('an address that is none is a problem: %s', async (path, status) => {
    const answer = await fetched(`${origin}${path}`, {
      headers: { 'x-correlation-id': '0af7651916cd43dd8448eb211c80319d' },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('x-correlation-id')).toBe('0af7651916cd43dd8448eb211c80319d');
    expect(answer.problem).toMatchObject({ status, correlationId: '0af7651916cd43dd8448eb211c80319d' });
    expect(answer.text).not.toContain('nowhere');
  });

  test.each([
    ['PUT', '/api/edges/edges', 'POST, OPTIONS'],
    ['GET', '/api/edges/edges', 'POST, OPTIONS'],
    ['DELETE', `/api/edges/read/${id}`, 'GET, HEAD, OPTIONS'],
    ['POST', '/api/edges/catalogue', 'GET, HEAD, OPTIONS'],
  ])('%s %s is not allowed, %s is', async (method, path, allowed) => {
    const body = method === 'GET' ? {} : { body: '{not even JSON' };
    const answer = await fetched(`${origin}${path}`, { method, ...body });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
    expect(answer.problem).toMatchObject({ type: '/problems/method-not-allowed', expected: allowed });
  });

  test.each([
    ['NONSENSE\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('what is no HTTP is a problem: %#', async (text, status) => {
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => {
        heard += data;
      });
      socket.on('close', () => resolve(heard)).on('error', reject);
    });
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('content-type: application/problem+json');
  });

  test('a lost database is told as such, to be tried again, and soon another connection is found', async () => {
    const { status, headers, problem } = await fetched(`${origin}/api/edges/lost/${id}`);
    expect([status, problem.type]).toEqual([503, '/problems/store-unavailable']);
    expect(headers.get('retry-after')).toBe('1');
    await eventually(async () => expect((await fetched(`${origin}/api/edges/read/${id}`)).status).toBe(200));
  });

  test('a position beyond what was recorded is refused at once', async () => {
    const headers = { 'ctg-after-position': '999999999' };
    const answer = await fetched(`${origin}/api/edges/read/${id}`, { headers });
    expect([answer.status, answer.problem.type]).toEqual([409, '/problems/position-ahead']);
  });

  test.each(['jean.dupont', '0612345678', 'a@b.fr'])('%s is no correlation id', async (given) => {
    const answer = await fetched(`${origin}/health/live`, { headers: { 'x-correlation-id': given } });
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the trace of the caller is the correlation id', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await fetched(`${origin}/health/live`, { headers: { traceparent } });
    expect(answer.headers.get('x-correlation-id')).toBe('0af7651916cd43dd8448eb211c80319c');
  });
});

describe('a service with small limits', () => {
  test('too many requests of one bearer are put off; health checks never', async () => {
    const origin = await start({ requestsPerMinute: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await fetched(`${origin}/api/edges/read/${id}`)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const answer = await fetched(`${origin}/api/edges/read/${id}`);
    expect(answer.problem.type).toBe('/problems/too-many-requests');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let n = 0; n < 4; n++) expect((await fetched(`${origin}/health/live`)).status).toBe(200);
  });

  test('more requests than can be in hand are refused at once, and taken again afterwards', async () => {
    const origin = await start({ mostInHand: 2 });
    const slow = [1, 2].map((n) =>
      fetched(`${origin}/api/edges/slow/${id}`, { headers: { authorization: `Bearer adviser${n}` } }),
    );
    await eventually(async () => {
      const { status, problem } = await fetched(`${origin}/api/edges/read/${id}`);
      expect([status, problem.type]).toEqual([503, '/problems/overloaded']);
    });
    expect((await fetched(`${origin}/health/live`)).status).toBe(200);
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
    await eventually(async () => expect((await fetched(`${origin}/api/edges/read/${id}`)).status).toBe(200));
  });

  test('a request that is not answered in time is given up', async () => {
    const origin = await start({ answerWithin: 200 });
    const { status, problem } = await fetched(`${origin}/api/edges/slow/${id}`);
    expect([status, problem.type]).toEqual([503, '/problems/overloaded']);
  });
});
