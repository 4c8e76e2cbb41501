import { cafId, organisationId, unreadable } from '@ctg/identifiers';
import { z } from 'zod';
import { InvalidToken } from './invalid-token.js';
import { type Actor, type Role, roles } from './roles.js';

/** These may act over all Caf, so their token need not name one. */
const nationalRoles: ReadonlySet<Role> = new Set<Role>(['national_auditor', 'evaluator', 'operator']);

const claims = z.object({
  sub: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => unreadable(text) === undefined),
  role: z.enum(Object.keys(roles) as [Role, ...Role[]]),
  caf: cafId.optional(),
  organisation: organisationId.optional(),
});

const expectations: Readonly<Record<string, string>> = {
  sub: 'un identifiant de personne non vide',
  role: `l’un des rôles ${Object.keys(roles).join(', ')}`,
  caf: 'un code de Caf comme « caf-59 »',
  organisation: 'un SIREN (9 chiffres avec leur clé) ou le RNA d’une association (W et 9 caractères)',
};

/**
 * Reads who acts from the claims `sub`, `role`, `caf`, `organisation`; other claims are ignored. Nothing beyond this point knows `sub`.
 * @throws InvalidToken naming the claim that is missing or wrong
 */
export function actorOf(payload: unknown, pseudonym: (subject: string) => string): Actor {
  const read = claims.safeParse(payload);
  if (!read.success) {
    const claim = String(read.error.issues[0]?.path[0] ?? 'sub');
    throw new InvalidToken(
      `Le jeton ne convient pas : « ${claim} » devrait être ${expectations[claim] ?? 'présent'}.`,
    );
  }
  const { sub, role, caf, organisation } = read.data;
  if (caf === undefined && !nationalRoles.has(role)) {
    throw new InvalidToken(
      `Le jeton ne convient pas : le rôle ${role} demande « caf », ${expectations.caf}.`,
    );
  }
  return Object.freeze({
    subject: pseudonym(sub),
    role,
    ...(caf === undefined ? {} : { cafId: caf }),
    ...(organisation === undefined ? {} : { organisation }),
  });
}
