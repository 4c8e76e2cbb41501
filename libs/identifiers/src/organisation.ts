import { z } from 'zod';
import { hasLuhnKey } from './luhn.js';

const postOffice = '356000000';

/** La Poste's establishments have no Luhn key: the sum of their digits is a multiple of 5 (INSEE). */
const isPostOffice = (digits: string): boolean =>
  digits.startsWith(postOffice) && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;

/** What was found, short enough for a sentence. */
const found = (issue: { readonly input?: unknown }) => `trouvé : « ${String(issue.input).slice(0, 40)} »`;

/** What people type when they have no number: it has a key, and means nothing. */
const isDummy = (digits: string): boolean => /^0{9}/.test(digits);

/**
 * SIREN of an organisation: 9 digits with a Luhn key (INSEE, répertoire Sirene). 000000000 satisfies the key and is
 * nobody's number.
 */
export const siren = z
  .string()
  .regex(/^[0-9]{9}$/, { error: (issue) => `SIREN attendu : 9 chiffres, sans espace ; ${found(issue)}` })
  .refine((digits) => !isDummy(digits), {
    error: (issue) => `Ce SIREN n’est à personne ; ${found(issue)}`,
  })
  .refine(hasLuhnKey, {
    error: (issue) => `La clé de ce SIREN est fausse : vérifiez les 9 chiffres ; ${found(issue)}`,
  })
  .meta({ description: 'SIREN : 9 chiffres avec leur clé', format: 'siren' });

/**
 * SIRET of an establishment: its organisation's SIREN and 5 digits, with a Luhn key over all 14 (INSEE). La Poste has its own
 * rule; its head office (35600000000048) satisfies Luhn's.
 */
export const siret = z
  .string()
  .regex(/^[0-9]{14}$/, { error: (issue) => `SIRET attendu : 14 chiffres, sans espace ; ${found(issue)}` })
  .refine((digits) => !isDummy(digits), {
    error: (issue) => `Ce SIRET n’est à personne ; ${found(issue)}`,
  })
  .refine((digits) => isPostOffice(digits) || hasLuhnKey(digits), {
    error: (issue) => `La clé de ce SIRET est fausse : vérifiez les 14 chiffres ; ${found(issue)}`,
  })
  .refine((digits) => hasLuhnKey(digits.slice(0, 9)), {
    error: (issue) => `Les 9 premiers chiffres de ce SIRET ne sont pas un SIREN ; ${found(issue)}`,
  })
  .meta({ description: 'SIRET : 14 chiffres avec leur clé', format: 'siret' });

/**
 * Number of an association in the national register (RNA, arrêté du 14 octobre 2009): `W`, the code of the département, one
 * digit for the office that registered it, six for its rank. Corsica writes 2A or 2B, overseas 9 and a letter
 * (9R La Réunion, 9P French Polynesia, 9T…), elsewhere it is digits. No key.
 */
export const rna = z
  .string()
  .regex(/^W(?:[0-9]{2}|2[AB]|9[A-Z])[0-9]{7}$/, {
    error: (issue) =>
      `Numéro RNA attendu : W suivi de 9 chiffres (Corse : W2A ou W2B et 7 chiffres ; outre-mer : W9, une lettre et 7 chiffres) ; ${found(issue)}`,
  })
  .refine((number) => !/^W0+$/.test(number), {
    error: (issue) => `Ce numéro RNA n’est à personne ; ${found(issue)}`,
  })
  .meta({ description: 'Numéro RNA : W et 9 caractères' });

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
      'Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 caractères) d’une association sans SIREN',
    format: 'organisation',
  });
