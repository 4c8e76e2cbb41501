import { z } from 'zod';
import { hasLuhnKey } from './luhn.js';

const postOffice = '356000000';

/** La Poste's establishments have no Luhn key: the sum of their digits is a multiple of 5 (INSEE). */
const isPostOffice = (digits: string): boolean =>
  digits.startsWith(postOffice) && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;

/** What was found, short enough for a sentence. */
const found = (issue: { readonly input?: unknown }) => `trouvé : « ${String(issue.input).slice(0, 40)} »`;

/** SIREN of an organisation: 9 digits with a Luhn key. */
export const siren = z
  .string()
  .regex(/^[0-9]{9}$/, { error: (issue) => `SIREN attendu : 9 chiffres, sans espace ; ${found(issue)}` })
  .refine(hasLuhnKey, {
    error: (issue) => `La clé de ce SIREN est fausse : vérifiez les 9 chiffres ; ${found(issue)}`,
  })
  .meta({ description: 'SIREN : 9 chiffres avec leur clé' });

/** SIRET of an establishment: 14 digits with a Luhn key. */
export const siret = z
  .string()
  .regex(/^[0-9]{14}$/, { error: (issue) => `SIRET attendu : 14 chiffres, sans espace ; ${found(issue)}` })
  .refine((digits) => isPostOffice(digits) || hasLuhnKey(digits), {
    error: (issue) => `La clé de ce SIRET est fausse : vérifiez les 14 chiffres ; ${found(issue)}`,
  })
  .refine((digits) => hasLuhnKey(digits.slice(0, 9)), {
    error: (issue) => `Les 9 premiers chiffres de ce SIRET ne sont pas un SIREN ; ${found(issue)}`,
  })
  .meta({ description: 'SIRET : 14 chiffres avec leur clé' });

/** Number of an association in the national register (RNA): `W` and 9 digits. */
export const rna = z
  .string()
  .regex(/^W[0-9]{9}$/, { error: (issue) => `Numéro RNA attendu : W suivi de 9 chiffres ; ${found(issue)}` })
  .meta({ description: 'Numéro RNA : W suivi de 9 chiffres' });

/** An organisation's identifier: its SIREN, or the RNA number of an association that has none. */
export const organisationId = z
  .string()
  .superRefine((text, context) => {
    const schema = text.startsWith('W') ? rna : siren;
    const checked = schema.safeParse(text);
    if (checked.success) return;
    const message = checked.error.issues[0]?.message ?? 'Identifiant d’organisation inconnu';
    context.addIssue({
      code: 'custom',
      message: `${message} (SIREN, ou RNA d’une association)`,
    });
  })
  .meta({
    description:
      'Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 chiffres) d’une association sans SIREN',
  });
