/**
 * The only step that needs an administrator of the database.
 *
 *     const roles = await prepareDatabase({ url: admin, holdsEvents: true, passwords: { partners: secret } });
 *     await startService(partnersService, { databaseUrl: roles.url('partners'), … });
 */
export { freshPasswords } from './fresh-passwords.js';
export { PreparationRefused } from './preparation-refused.js';
export { type Preparation, type PreparedDatabase, prepareDatabase } from './prepare-database.js';
export { roleName } from './role-names.js';
