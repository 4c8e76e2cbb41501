import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
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
  return createRemoteJWKSet(new URL(uri), {
    timeoutDuration,
    cooldownDuration: options.cooldownMs ?? 10_000,
  });
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
