import { errors, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';
import { InvalidToken, IssuerUnavailable } from './invalid-token.js';
import { type IssuerKeysOptions, issuerKeys } from './issuer-keys.js';
import { pseudonyms } from './pseudonym.js';
import type { Actor } from './roles.js';
import { actorOf } from './token-claims.js';
import { now, VerifiedTokens } from './verified-tokens.js';

export interface TokenVerifierOptions extends IssuerKeysOptions {
  readonly audience: string;
  /** Secret of at least 32 bytes that makes `Actor.subject` from the token's `sub`: see `pseudonyms`. */
  readonly pseudonymKey: Uint8Array;
  /** Default: the asymmetric ones. `none` and the symmetric ones are refused. */
  readonly algorithms?: readonly string[];
}

export interface TokenVerifier {
  /**
   * Who the bearer of this token is.
   * @throws InvalidToken the token is not one of this issuer for this audience, or is out of date, or says no role
   * @throws IssuerUnavailable the keys could not be fetched
   */
  verify(token: string): Promise<Actor>;
  /** Who it is, if this very token was verified a moment ago: costs nothing. */
  known?(token: string): Actor | undefined;
}

/** Signatures with a public key only: whoever can check a token must not be able to make one. */
const asymmetric = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const types = new Set([undefined, 'at+jwt', 'application/at+jwt', 'jwt']);
const clockToleranceSeconds = 10;
const longestToken = 16_384;

/** Checks bearer tokens of one issuer; a token already checked is known again for a while. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const algorithms = [...(options.algorithms ?? asymmetric)];
  const unsafe = algorithms.find((name) => !(asymmetric as readonly string[]).includes(name));
  if (unsafe !== undefined) throw new RangeError(`Not an asymmetric signature algorithm: ${unsafe}`);
  const pseudonym = pseudonyms(options.pseudonymKey, options.issuer);
  const keys = issuerKeys(options);
  const known = new VerifiedTokens(10_000, 300_000);
  return {
    known: (token) => known.find(token, now()),
    async verify(token) {
      const began = now();
      const before = known.find(token, began);
      if (before) return before;
      const { payload } = await checked(token, keys, { ...options, algorithms });
      const actor = actorOf(payload, pseudonym);
      known.keep(token, actor, (payload.exp ?? 0) * 1000, began);
      return actor;
    },
  };
}

async function checked(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience, algorithms }: { issuer: string; audience: string; algorithms: string[] },
): Promise<JWTVerifyResult> {
  if (token.length > longestToken) throw new InvalidToken('Le jeton est trop long.');
  try {
    const result = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'sub'],
    });
    if (types.has(result.protectedHeader.typ?.toLowerCase())) return result;
    throw new InvalidToken(`Ceci n’est pas un jeton d’accès mais « ${result.protectedHeader.typ} ».`);
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): Error {
  if (error instanceof InvalidToken || error instanceof IssuerUnavailable) return error;
  const cause = { cause: error };
  if (error instanceof errors.JWTExpired)
    return new InvalidToken('Le jeton a expiré : demandez-en un autre.', cause);
  if (error instanceof errors.JWTClaimValidationFailed)
    return new InvalidToken(wrongClaim(error.claim), cause);
  if (error instanceof errors.JWKSNoMatchingKey) {
    return new InvalidToken('Le jeton est signé par une clé que son émetteur ne publie pas.', cause);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new InvalidToken('Le jeton est signé par un algorithme qui n’est pas accepté.', cause);
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new InvalidToken('La signature du jeton est fausse.', cause);
  }
  const unreachable =
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error instanceof TypeError;
  if (unreachable || (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')) {
    return new IssuerUnavailable('Les clés de l’émetteur de jetons ne peuvent pas être lues.', cause);
  }
  return new InvalidToken('Le jeton est illisible : un jeton JWT signé est attendu.', cause);
}

function wrongClaim(claim: string): string {
  if (claim === 'iss') return 'Le jeton vient d’un autre émetteur que celui attendu.';
  if (claim === 'aud') return 'Le jeton est destiné à un autre service.';
  if (claim === 'nbf') return 'Le jeton n’est pas encore valable.';
  return `Le jeton ne convient pas : « ${claim} » manque ou est faux.`;
}
