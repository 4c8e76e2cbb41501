import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { createTokenVerifier, roles } from '@ctg/access';
import { createLocalIdentity, IdentityFailure, type LocalIdentity, personaGrant, personas } from './index.js';

let dataDir: string;
let server: Server;
let origin: string;
let identity: LocalIdentity;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ctg-identity-'));
  server = createServer((request, response) => identity.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  identity = await createLocalIdentity({ issuer: `${origin}/identity`, dataDir });
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(dataDir, { recursive: true });
});

const ask = (form: Record<string, string>) =>
  fetch(`${origin}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: personaGrant, client_id: 'ctg-local', ...form }),
  });
const verifier = () =>
  createTokenVerifier({ issuer: identity.issuer, audience: 'ctg-api', pseudonymKey: identity.pseudonymKey });

test('there is one persona per role, each with its words', () => {
  expect(personas.map(({ name }) => name).sort()).toEqual(Object.keys(roles).sort());
  for (const { label, description } of personas) expect(`${label} ${description}`.length).toBeGreaterThan(20);
});

test.each(personas.map(({ name }) => name))('a token for %s is accepted by the services', async (name) => {
  const answer = await ask({ persona: name });
  expect(answer.status).toBe(200);
  const { access_token: token, token_type: type } = (await answer.json()) as Record<string, string>;
  expect(type).toBe('Bearer');
  const actor = await verifier().verify(token ?? '');
  expect(actor.role).toBe(name);
  expect(actor.cafId).toBe(['national_auditor', 'operator'].includes(name) ? undefined : 'caf-59');
});

test('organisation, Caf and subject may be asked for', async () => {
  const form = {
    persona: 'legal-representative',
    organisation: '215902495',
    caf: 'caf-94',
    subject: 'maire-1',
  };
  const { access_token: token } = (await (await ask(form)).json()) as Record<string, string>;
  expect(await verifier().verify(token ?? '')).toEqual({
    subject: expect.stringMatching(/^p-/),
    role: 'legal_representative',
    cafId: 'caf-94',
    organisation: '215902495',
  });
});

test.each([
  [{ persona: 'admin' }, /caf_adviser/],
  [{}, /persona inconnue/],
  [{ persona: 'caf_adviser', organisation: 'abc' }, /SIREN/],
  [{ persona: 'caf_adviser', caf: 'Nord' }, /caf-59/],
  [{ persona: 'caf_adviser', subject: 'a b' }, /subject/],
])('a request that makes no sense is told why: %j', async (form, sentence) => {
  const answer = await ask(form as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as Record<string, string>).error_description).toMatch(sentence);
});

test('an unknown client gets nothing', async () => {
  expect((await ask({ client_id: 'other', persona: 'caf_adviser' })).status).toBe(401);
});

test('the key is made once, readable by its owner only, and outlives a restart', async () => {
  const { access_token: token } = (await (await ask({ persona: 'evaluator' })).json()) as Record<
    string,
    string
  >;
  const again = await createLocalIdentity({ issuer: identity.issuer, dataDir });
  expect(again.jwks).toEqual(identity.jwks);
  expect(JSON.stringify(again.jwks)).not.toContain('"d"');
  const offline = createTokenVerifier({
    issuer: identity.issuer,
    audience: 'ctg-api',
    keys: again.jwks,
    pseudonymKey: again.pseudonymKey,
  });
  expect(await offline.verify(token ?? '')).toMatchObject({ role: 'evaluator' });
  expect(readdirSync(dataDir)).toEqual(['identity-keys.json']);
  expect(statSync(join(dataDir, 'identity-keys.json')).mode & 0o777).toBe(0o600);
});

test('a damaged key file is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-identity-'));
  writeFileSync(join(folder, 'identity-keys.json'), '{"signingKey":');
  const start = createLocalIdentity({ issuer: identity.issuer, dataDir: folder });
  await expect(start).rejects.toThrow(/identity-keys\.json.*renommez-le/);
  await expect(start).rejects.toBeInstanceOf(IdentityFailure);
  expect(readdirSync(folder)).toEqual(['identity-keys.json']);
  rmSync(folder, { recursive: true });
});

test('it refuses production, and addresses that others can reach', async () => {
  const make = (issuer: string, nodeEnv: string) => createLocalIdentity({ issuer, nodeEnv, dataDir });
  await expect(make(identity.issuer, 'production')).rejects.toThrow(/NODE_ENV=production/);
  await expect(make('http://ctg.example/identity', 'test')).rejects.toThrow(/ctg\.example/);
});

test('a page whose own name points to this machine is refused', async () => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = '/identity/.well-known/openid-configuration';
    httpRequest(`${origin}${path}`, { headers: { host: 'evil.example' } }, resolve)
      .on('error', reject)
      .end();
  });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(await json(answer)).toMatchObject({
    type: '/problems/foreign-host',
    found: 'evil.example',
    status: 403,
  });
});

test('its own address is a page that says how to get a token', async () => {
  for (const address of ['/identity', '/identity/']) {
    const answer = await fetch(`${origin}${address}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain(`${identity.issuer}/token`);
  }
});

test.each([
  ['OPTIONS', '', 204, 'GET, HEAD, OPTIONS'],
  ['DELETE', '', 405, 'GET, HEAD, OPTIONS'],
  ['OPTIONS', '/token', 204, 'POST, OPTIONS'],
  ['GET', '/token', 405, 'POST, OPTIONS'],
  ['OPTIONS', '/jwks', 204, 'GET, HEAD, OPTIONS'],
  ['GET', '/nowhere', 404, null],
  ['OPTIONS', '/nowhere', 404, null],
])('%s %s is answered %i', async (method, path, status, allow) => {
  const answer = await fetch(`${origin}/identity${path}`, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
  if (status === 404)
    expect([answer.headers.get('content-type'), await answer.json()]).toMatchObject([
      'application/problem+json; charset=utf-8',
      { type: '/problems/not-found', status },
    ]);
});

test('the web console logs in by choosing a persona (authorization code with PKCE)', async () => {
  const discovery = await fetch(`${origin}/identity/.well-known/openid-configuration`);
  const endpoints = (await discovery.json()) as Record<string, string>;
  expect(endpoints.issuer).toBe(identity.issuer);
  const secret = randomBytes(32).toString('base64url');
  const jar = new Map<string, string>();
  const visit = async (address: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(address, origin), {
      ...init,
      redirect: 'manual',
      headers: { cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const query = new URLSearchParams({
    client_id: 'ctg-console',
    response_type: 'code',
    scope: 'openid api',
    redirect_uri: `${origin}/`,
    code_challenge: createHash('sha256').update(secret).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's',
  });
  const start = await visit(`${endpoints.authorization_endpoint}?${query}`);
  const choice = start.headers.get('location') ?? '';
  expect(choice).toContain('/identity/persona/');
  expect(await (await visit(choice)).text()).toContain('conseiller Caf');
  expect(
    (await visit(choice, { method: 'POST', body: new URLSearchParams({ persona: 'root' }) })).status,
  ).toBe(400);
  const chosen = await visit(choice, {
    method: 'POST',
    body: new URLSearchParams({ persona: 'caf_adviser' }),
  });
  const back = await visit(chosen.headers.get('location') ?? '');
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const exchanged = await visit(endpoints.token_endpoint ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'ctg-console',
      code,
      redirect_uri: `${origin}/`,
      code_verifier: secret,
    }),
  });
  const { access_token: token } = (await exchanged.json()) as Record<string, string>;
  expect(await verifier().verify(token ?? '')).toEqual({
    subject: expect.stringMatching(/^p-/),
    role: 'caf_adviser',
    cafId: 'caf-59',
  });
});
