import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type { Provider } from 'oidc-provider';
import { identitySecrets, pseudonymKeyOf, publicHalf } from './identity-secrets.js';
import { onlyHere } from './only-here.js';
import { answerPersonaPage, personaPath, showPage } from './persona-choice.js';
import { claimsOf, type PersonaClaims, personaGrant, registerPersonaGrant } from './persona-grant.js';
import { identityPage } from './persona-page.js';
import { personas } from './personas.js';
import { answerUnknown, keepPolicyOfData } from './plain-answers.js';
import { quietProvider } from './quiet-provider.js';
import { refuseForeign } from './refuse-foreign.js';

export interface LocalIdentityOptions {
  /** Address it is mounted at, on the loopback interface: `http://127.0.0.1:4000/identity`. */
  readonly issuer: string;
  /** Keeps the signing key. */
  readonly dataDir: string;
  /** Where the web console may be sent back to. Default: `/` and `/connexion` of the issuer's origin. */
  readonly redirectUris?: readonly string[];
  /** Default: that of the process. */
  readonly nodeEnv?: string | undefined;
}

export interface LocalIdentity {
  readonly issuer: string;
  /** The public keys. */
  readonly jwks: JSONWebKeySet;
  /** Makes pseudonyms of persons; kept with the other keys of the folder. */
  readonly pseudonymKey: Uint8Array;
  /** Answers a request below the issuer's path. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** `audience` of the tokens. */
export const apiAudience = 'ctg-api';

const api = {
  scope: 'api',
  audience: apiAudience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: 8 * 3600,
  jwt: { sign: { alg: 'ES256' } },
};

/**
 * An OpenID provider for a developer's machine: gives a token to whoever asks, one persona per role.
 * @throws IdentityFailure in production, when its keys cannot be used, or when the issuer is not on the loopback interface
 */
export async function createLocalIdentity(options: LocalIdentityOptions): Promise<LocalIdentity> {
  const issuer = onlyHere(options.issuer, options.nodeEnv ?? process.env.NODE_ENV);
  const secrets = await identitySecrets(options.dataDir);
  const given = new WeakMap<object, PersonaClaims>();
  const provider = await quietProvider(options.issuer, configuration(options, secrets, given));
  provider.use(answerUnknown);
  registerPersonaGrant(provider, api, (token, claims) => given.set(token, claims));
  const answer = provider.callback();
  const mount = issuer.pathname.replace(/\/$/, '');
  return {
    issuer: options.issuer,
    jwks: { keys: [publicHalf(secrets.signingKey)] },
    pseudonymKey: pseudonymKeyOf(secrets),
    handle(request, response) {
      if (!isLocal(request)) {
        refuseForeign(request, response);
        return;
      }
      const path = request.url?.startsWith(mount) ? request.url.slice(mount.length) || '/' : '/';
      if (path === '/' || path.startsWith('/?')) {
        answerIdentityPage(request, response, options.issuer);
        return;
      }
      keepPolicyOfData(response);
      if (path.startsWith(personaPath)) {
        void answerPersonaPage(provider, request, response);
        return;
      }
      // As Express and Koa do when they mount an application: the provider makes its own addresses from it.
      Object.assign(request, { originalUrl: request.url, url: path });
      answer(request, response);
    },
  };
}

function answerIdentityPage(request: IncomingMessage, response: ServerResponse, issuer: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') showPage(response, 200, identityPage(issuer));
  else response.writeHead(request.method === 'OPTIONS' ? 204 : 405, { allow: 'GET, HEAD, OPTIONS' }).end();
}

/** From this machine, and by a name of this machine: a web page elsewhere may not have its own name point here. */
function isLocal(request: IncomingMessage): boolean {
  const from = request.socket.remoteAddress ?? '';
  const name = (request.headers.host ?? '').replace(/:\d+$/, '');
  return /^(::ffff:)?127\./.test(from) || from === '::1'
    ? ['127.0.0.1', 'localhost', '[::1]'].includes(name)
    : false;
}

function configuration(
  { issuer, redirectUris }: LocalIdentityOptions,
  secrets: { readonly signingKey: object; readonly cookieKey: string },
  given: WeakMap<object, PersonaClaims>,
): object {
  const { origin, pathname } = new URL(issuer);
  const mount = pathname.replace(/\/$/, '');
  return {
    jwks: { keys: [secrets.signingKey] },
    cookies: { keys: [secrets.cookieKey] },
    clients: [
      {
        client_id: 'ctg-local',
        token_endpoint_auth_method: 'none',
        grant_types: [personaGrant],
        response_types: [],
        redirect_uris: [],
      },
      {
        client_id: 'ctg-console',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: redirectUris ?? [`${origin}/`, `${origin}/connexion`],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    extraClientMetadata: { properties: [] },
    scopes: ['openid', 'api'],
    claims: { openid: ['sub', 'role', 'caf', 'organisation'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:ctg:api',
        useGrantedResource: () => true,
        getResourceServerInfo: () => api,
      },
    },
    ttl: {
      AccessToken: api.accessTokenTTL,
      AuthorizationCode: 60,
      IdToken: 3600,
      Grant: 86_400,
      Interaction: 3600,
      Session: 86_400,
    },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `${mount}${personaPath}${uid}` },
    findAccount: (_context: unknown, accountId: string) => {
      const persona = personas.find(({ subject }) => subject === accountId);
      return persona && { accountId, claims: () => ({ sub: accountId, ...claimsOf(persona) }) };
    },
    extraTokenClaims: (_context: unknown, token: { accountId: string }) => {
      const persona = personas.find(({ subject }) => subject === token.accountId);
      return given.get(token) ?? (persona && claimsOf(persona));
    },
    loadExistingGrant: ownGrant,
    renderError: (context: { type: string; body: string }, out: Record<string, string>) => {
      context.type = 'text/plain; charset=utf-8';
      context.body = `Connexion impossible : ${out.error} ${out.error_description ?? ''}\n`;
    },
  };
}

/** The console is ours: choosing a persona is consent enough. */
async function ownGrant(context: {
  oidc: {
    client: { clientId: string };
    session: { accountId: string; grantIdFor(clientId: string): string | undefined };
    provider: Provider;
  };
}): Promise<object | undefined> {
  const { client, session, provider } = context.oidc;
  const known = session.grantIdFor(client.clientId);
  if (known) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid api');
  grant.addResourceScope('urn:ctg:api', 'api');
  await grant.save();
  return grant;
}
