import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createTokenVerifier, InvalidToken, IssuerUnavailable } from './index.js';
import { pseudonyms } from './pseudonym.js';

const issuer = 'https://identity.example';
const audience = 'ctg-api';

async function signer(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  return {
    jwk,
    publicKey,
    token: (claims: Record<string, unknown> = {}, header: Record<string, string> = {}) => {
      const payload = {
        iss: issuer,
        aud: audience,
        sub: 'u-1',
        role: 'caf_adviser',
        caf: 'caf-59',
        exp: Math.floor(Date.now() / 1000) + 600,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt', ...header })
        .sign(privateKey);
    },
  };
}

const key = await signer('k1');
const pseudonymKey = Buffer.alloc(32, 1);
const someone = pseudonyms(pseudonymKey, issuer)('u-1');
const verifier = createTokenVerifier({ pseudonymKey, issuer, audience, keys: { keys: [key.jwk] } });
const seconds = () => Math.floor(Date.now() / 1000);

test('a good token names who acts', async () => {
  const token = await key.token({ organisation: '200043404', role: 'cooperation_officer' });
  const expected = {
    subject: someone,
    role: 'cooperation_officer',
    cafId: 'caf-59',
    organisation: '200043404',
  };
  expect(await verifier.verify(token)).toEqual(expected);
  expect(await verifier.verify(token)).toEqual(expected);
});

test('a national role needs no Caf, the others do', async () => {
  expect(await verifier.verify(await key.token({ role: 'national_auditor', caf: undefined }))).toEqual({
    subject: someone,
    role: 'national_auditor',
  });
  await expect(verifier.verify(await key.token({ caf: undefined }))).rejects.toThrow('caf');
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['wrong issuer', { iss: 'https://other.example' }, /autre émetteur/],
  ['wrong audience', { aud: 'console' }, /autre service/],
  ['expired', { exp: seconds() - 60 }, /expiré/],
  ['not yet valid', { nbf: seconds() + 600 }, /pas encore valable/],
  ['no expiry', { exp: undefined }, /exp/],
  ['no subject', { sub: undefined }, /sub/],
  ['no role', { role: undefined }, /role/],
  ['unknown role', { role: 'admin' }, /role/],
  ['a role of the prototype', { role: 'constructor' }, /role/],
  ['a Caf that is none', { caf: 'Nord' }, /caf/],
  ['an organisation that is none', { organisation: '12' }, /organisation/],
])('refused: %s', async (_what, claims, sentence) => {
  const refusal = verifier.verify(await key.token(claims));
  await expect(refusal).rejects.toBeInstanceOf(InvalidToken);
  await expect(refusal).rejects.toThrow(sentence);
});

test('a few seconds of difference between clocks are let through', async () => {
  await expect(verifier.verify(await key.token({ nbf: seconds() + 3 }))).resolves.toMatchObject({
    subject: someone,
  });
});

test('an unsigned token is refused', async () => {
  const [, payload] = (await key.token()).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  await expect(verifier.verify(`${header}.${payload}.`)).rejects.toBeInstanceOf(InvalidToken);
});

test('a token signed with the public key as if it were a shared secret is refused', async () => {
  const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
  const forged = await new SignJWT({ role: 'national_auditor' })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('u-1')
    .setExpirationTime('5m')
    .sign(secret);
  await expect(verifier.verify(forged)).rejects.toThrow(/algorithme/);
  expect(() =>
    createTokenVerifier({ pseudonymKey, issuer, audience, keys: { keys: [] }, algorithms: ['HS256'] }),
  ).toThrow(RangeError);
});

test('a changed payload is refused, also after the true token was seen', async () => {
  const token = await key.token();
  await verifier.verify(token);
  const [header, payload = '', signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), role: 'national_auditor' };
  const forged = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  await expect(verifier.verify(forged)).rejects.toThrow(/signature/);
});

test('another kind of token of the same issuer is refused', async () => {
  await expect(verifier.verify(await key.token({}, { typ: 'logout+jwt' }))).rejects.toThrow(/jeton d’accès/);
});

test.each(['', 'abc', 'a.b.c', '…', 'x'.repeat(20_000)])('what is no token is refused: %#', async (text) => {
  await expect(verifier.verify(text)).rejects.toBeInstanceOf(InvalidToken);
});

describe('keys over HTTP', () => {
  let server: Server;
  let origin: string;
  let published: JWK[] = [];
  let fetches = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.endsWith('openid-configuration')) {
        response.end(JSON.stringify({ issuer: origin, jwks_uri: `${origin}/jwks` }));
      } else if (request.url === '/jwks') {
        fetches++;
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
      } else if (request.url === '/broken') response.writeHead(500).end();
      // anything else never answers
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });

  test('found by discovery, kept, and fetched anew when the issuer rotates its key', async () => {
    const [first, second] = [await signer('one'), await signer('two')];
    published = [first.jwk];
    const remote = createTokenVerifier({ pseudonymKey, issuer: origin, audience, cooldownMs: 0 });
    await remote.verify(await first.token({ iss: origin, sub: 'a' }));
    await remote.verify(await first.token({ iss: origin, sub: 'b' }));
    expect(fetches).toBe(1);
    published = [second.jwk];
    expect(await remote.verify(await second.token({ iss: origin, sub: 'c' }))).toMatchObject({
      subject: pseudonyms(pseudonymKey, origin)('c'),
    });
    await expect(remote.verify(await first.token({ iss: origin, sub: 'd' }))).rejects.toThrow(
      /ne publie pas/,
    );
  });

  test('a clock that is set back a day keeps no new key from being found', async () => {
    const [first, second] = [await signer('before'), await signer('after')];
    published = [first.jwk];
    const remote = createTokenVerifier({ pseudonymKey, issuer: origin, audience, cooldownMs: 0 });
    await remote.verify(await first.token({ iss: origin }));
    published = [second.jwk];
    const token = await second.token({ iss: origin });
    const { now } = Date;
    Date.now = () => now() - 86_400_000;
    try {
      expect(await remote.verify(token)).toMatchObject({ role: 'caf_adviser' });
    } finally {
      Date.now = now;
    }
  });

  test.each(['/silent', '/broken'])(
    'an issuer that fails (%s) is told apart from a bad token',
    async (path) => {
      const remote = createTokenVerifier({
        pseudonymKey,
        issuer,
        audience,
        jwksUri: `${origin}${path}`,
        timeoutMs: 200,
      });
      await expect(remote.verify(await key.token({ sub: 'late' }))).rejects.toBeInstanceOf(IssuerUnavailable);
    },
  );
});
