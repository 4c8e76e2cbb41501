import { z } from 'zod';

/**
 * INSEE code of a commune (Code officiel géographique): the département, then the commune's own number; Corsica `2A` and
 * `2B`, overseas 97 and 98. Says nothing on its existence, which depends on the year: ask `@ctg/geography`.
 */
export const inseeCode = z
  .string()
  .regex(/^(?:[0-9]{5}|2[AB][0-9]{3})$/, 'Code INSEE attendu : 5 caractères (ce n’est pas le code postal)')
  .meta({ description: 'Code INSEE de la commune (5 caractères, pas le code postal)' });

/** A tenant: `caf-` and a short code, e.g. `caf-59`. */
export const cafId = z
  .string()
  .regex(/^caf-[a-z0-9]{1,20}$/, 'Code de Caf attendu, par exemple caf-59')
  .meta({ description: 'Code de la Caf, par exemple caf-59' });

/** Id of a record of ours. */
export const uuid = z.uuid('Identifiant (UUID) attendu').meta({ description: 'Identifiant' });

/** SHA-256 of a file, 64 lower-case hexadecimal digits. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Empreinte SHA-256 attendue : 64 caractères hexadécimaux en minuscules')
  .meta({ description: 'Empreinte SHA-256 du fichier (64 caractères hexadécimaux en minuscules)' });
