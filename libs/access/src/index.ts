/**
 * Who acts, and with what right.
 *
 *     const verifier = createTokenVerifier({ issuer, audience: 'ctg-api', pseudonymKey });
 *     const actor = await verifier.verify(bearerToken);
 */
export { InvalidToken, IssuerUnavailable } from './invalid-token.js';
export { type Actor, conventionRoles, type Role, roles } from './roles.js';
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './token-verifier.js';
