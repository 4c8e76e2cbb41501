import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { IssuerUnavailable } from './invalid-token.js';

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** Where the issuer publishes its keys; read from its discovery document when left out. */
  readonly jwksUri?: string;
  /** The keys themselves, when they are at hand: nothing is fetched. */
  readonly keys?: JSONWebKeySet;
  /** How long a fetch may take. Default 5 s. */
  readonly timeoutMs?: number;
  /** An unknown key id makes the keys be fetched again, at most this often. Default 10 s. */
  readonly cooldownMs?: number;
}

/** Keys are fetched again after so long, known or not: one that is withdrawn ends. Milliseconds. */
const freshForMs = 600_000;

/** Finds the public key of a token: fetched with a time-out, kept, fetched anew when a key id is unknown (rotation). */
export function issuerKeys(options: IssuerKeysOptions): JWTVerifyGetKey {
  if (options.keys) return createLocalJWKSet(options.keys);
  let remote: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    remote ??= remoteKeys(options).catch((error: unknown) => {
      remote = undefined;
      throw error;
    });
    return (await remote)(header, token);
  };
}

async function remoteKeys(options: IssuerKeysOptions): Promise<JWTVerifyGetKey> {
  const timeoutDuration = options.timeoutMs ?? 5_000;
  const uri = options.jwksUri ?? (await discover(options.issuer, timeoutDuration));
  const forEver = Number.POSITIVE_INFINITY;
  const set = createRemoteJWKSet(new URL(uri), {
    timeoutDuration,
    cooldownDuration: forEver,
    cacheMaxAge: forEver,
  });
  return timed(set, options.cooldownMs ?? 10_000);
}

/**
 * When keys are fetched again is decided here, for the package goes by a clock that may be set: back by a day, and for
 * that day neither a new key is found nor a withdrawn one forgotten.
 */
function timed(set: ReturnType<typeof createRemoteJWKSet>, cooldownMs: number): JWTVerifyGetKey {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  const isOlderThan = (milliseconds: number) => performance.now() - fetchedAt >= milliseconds;
  const fetchAgain = async () => {
    await set.reload();
    fetchedAt = performance.now();
  };
  return async (header, token) => {
    if (isOlderThan(freshForMs)) await fetchAgain();
    try {
      return await set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !isOlderThan(cooldownMs)) throw error;
      await fetchAgain();
      return set(header, token);
    }
  };
}

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

async function discover(issuer: string, timeoutMs: number): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const document = discoveryDocument.parse(await answer.json());
    if (document.issuer !== issuer) throw new Error(`il se nomme ${document.issuer}`);
    return document.jwks_uri;
  } catch (cause) {
    throw new IssuerUnavailable(`L’émetteur de jetons ${issuer} ne répond pas comme attendu à ${address}.`, {
      cause,
    });
  }
}
