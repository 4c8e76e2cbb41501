import { defaultLimits } from '@ctg/event-store/postgres';
import pg from 'pg';

/** A service was given a role that the rights of the database do not bind. The message is one French sentence. */
export class RoleWithoutBounds extends Error {
  override readonly name = 'RoleWithoutBounds';
}

/** @throws RoleWithoutBounds the role of this address is a superuser or an administrator, or passes by row-level security */
export async function assertPlainRole(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: defaultLimits.connect,
    query_timeout: defaultLimits.silence,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ role: string }>(
      'SELECT rolname AS role FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)',
    );
    if (rows[0])
      throw new RoleWithoutBounds(
        `DATABASE_URL ouvre la base comme « ${rows[0].role} », que ses droits n’arrêtent pas (superutilisateur, BYPASSRLS, CREATEROLE ou CREATEDB) : attendu le rôle de ce service, que fait « npm run -s ctg -- store prepare ».`,
      );
  } finally {
    await client.end().catch(() => undefined);
  }
}
