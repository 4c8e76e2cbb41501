/**
 * A login for a developer's machine.
 *
 *     const identity = await createLocalIdentity({ issuer: `${origin}/identity`, dataDir });
 *     http.createServer((request, response) => identity.handle(request, response));
 */
export { IdentityFailure } from './identity-failure.js';
export {
  apiAudience,
  createLocalIdentity,
  type LocalIdentity,
  type LocalIdentityOptions,
} from './local-identity.js';
export { personaGrant } from './persona-grant.js';
export { findPersona, type Persona, personas } from './personas.js';
