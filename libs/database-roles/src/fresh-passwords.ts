import { randomBytes } from 'node:crypto';

/** A password for each of these roles, for whoever starts all that uses them: written nowhere, letters and digits as an address takes them. */
export const freshPasswords = (schemas: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(schemas.map((schema) => [schema, randomBytes(24).toString('hex')]));
