import { PreparationRefused } from './preparation-refused.js';

/** PostgreSQL cuts longer names, and two would become one. */
const longest = 63;

/**
 * The role of what a database holds, `ctg_partners`: roles belong to the whole server, so the database is part of the name.
 * @throws PreparationRefused too long
 */
export function roleName(database: string, part: string): string {
  const name = `${database}_${part}`;
  if (Buffer.byteLength(name) > longest)
    throw new PreparationRefused(
      `Le nom de la base « ${database} » est trop long : avec « _${part} » il ferait un rôle de plus de ${longest} octets.`,
    );
  return name;
}

/** Roles under which nobody logs in; whatever belongs to them is reached by functions only. */
export const ownerOfEvents = 'events_owner';
export const ownerOfSchemas = 'schemas_owner';
