import { IdentityFailure } from './identity-failure.js';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The issuer's address, when a login without passwords may run there.
 * @throws IdentityFailure in production, or when others could reach it
 */
export function onlyHere(issuer: string, nodeEnv: string | undefined): URL {
  if (nodeEnv === 'production') {
    throw new IdentityFailure(
      'L’identité locale ne démarre pas en production (NODE_ENV=production) : elle donne un jeton à qui le demande ; configurez un fournisseur OpenID.',
    );
  }
  const address = new URL(issuer);
  if (!loopback.has(address.hostname)) {
    throw new IdentityFailure(
      `L’identité locale n’écoute que sur la machine elle-même, pas sur ${address.hostname}.`,
    );
  }
  return address;
}
