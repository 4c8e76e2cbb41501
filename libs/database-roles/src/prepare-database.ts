import { belongsTo, openPostgresEventStore, rightsOfUser } from '@ctg/event-store/postgres';
import pg, { escapeIdentifier as quoted } from 'pg';
import { handOver, makeSchemaFunction } from './make-schema.js';
import { PreparationRefused, refusalOf } from './preparation-refused.js';
import { ownerOfEvents, ownerOfSchemas, roleName } from './role-names.js';
import { scramVerifier } from './scram.js';

/** What is to be prepared. Holds secrets: never log it. */
export interface Preparation {
  /** Of an administrator: a superuser, or the owner of the database with CREATEROLE. */
  readonly url: string;
  /** The password of each program's role, by the name of its schema (`action_plans`). */
  readonly passwords: Readonly<Record<string, string>>;
  /** Events are kept in this database, and not in another store. */
  readonly holdsEvents: boolean;
}

export interface PreparedDatabase {
  /** The address under which a program of this schema opens the database. Holds its password. */
  url(schema: string): string;
}

const eventStore = 'event_store';

/**
 * Brings the event store to the newest version and gives each program a role of its own: it reads the log, appends by the
 * function, does what it likes in its own schemas, and nothing else. Whatever a former version left in these schemas is
 * handed over. Done again it changes the passwords only; programs that are connected stay so.
 * @throws PreparationRefused · NewerData
 */
export async function prepareDatabase(given: Preparation): Promise<PreparedDatabase> {
  const { url, passwords, holdsEvents } = given;
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'ctg preparation',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (holdsEvents) await (await openPostgresEventStore({ connectionString: url })).close();
    await client.query('BEGIN');
    // Somebody at work may hold a table that is still to be handed over: whoever comes after us must not wait long.
    await client.query("SET LOCAL lock_timeout = '10s'");
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('platform.prepare', 0))");
    const database = await databaseOf(client);
    await makeOwners(client, database, holdsEvents);
    for (const [schema, password] of Object.entries(passwords))
      await makeUser(client, database, { schema, password, holdsEvents });
    await client.query('COMMIT');
    return { url: (schema) => addressOf(url, roleName(database, schema), passwords[schema] ?? '') };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw refusalOf(error, client.user ?? '');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function databaseOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; version: number }>(
    "SELECT current_database() AS name, current_setting('server_version_num')::int AS version",
  );
  const { name = '', version = 0 } = rows[0] ?? {};
  if (version < 160_000)
    throw new PreparationRefused(
      `PostgreSQL 16 ou plus récent est attendu pour les rôles ; trouvé ${Math.floor(version / 10_000)}.`,
    );
  return name;
}

/** The roles to whom things belong, and what is closed to everybody else. */
async function makeOwners(client: pg.Client, database: string, holdsEvents: boolean): Promise<void> {
  const [events, schemas] = [roleName(database, ownerOfEvents), roleName(database, ownerOfSchemas)];
  for (const owner of [events, schemas]) await makeRole(client, owner, 'NOLOGIN');
  await client.query(`REVOKE ALL ON DATABASE ${quoted(database)} FROM PUBLIC`);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(schemas)}`);
  await client.query(makeSchemaFunction(schemas));
  if (holdsEvents) await client.query(belongsTo(eventStore, events));
}

/** Schemas that no service owns: a password for one of them would hand it over. */
const notOfServices = new Set([
  'event_store',
  'platform',
  'public',
  'information_schema',
  ownerOfEvents,
  ownerOfSchemas,
]);

interface User {
  readonly schema: string;
  readonly password: string;
  readonly holdsEvents: boolean;
}

async function makeUser(client: pg.Client, database: string, user: User): Promise<void> {
  const { schema, password, holdsEvents } = user;
  const isTaken = schema.startsWith('pg_') || notOfServices.has(schema);
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(schema) || schema.includes('__') || isTaken)
    throw new PreparationRefused(`« ${schema} » ne peut pas être le nom d’un schéma de service.`);
  const role = roleName(database, schema);
  const owner = quoted(roleName(database, ownerOfSchemas));
  await makeRole(client, role, 'LOGIN');
  await client.query(`ALTER ROLE ${quoted(role)} PASSWORD '${scramVerifier(role, password)}'`);
  await client.query(`GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(role)}`);
  await client.query(`GRANT ${quoted(role)} TO ${owner} WITH INHERIT FALSE, SET TRUE`);
  await client.query(`GRANT EXECUTE ON FUNCTION platform.make_schema(text) TO ${quoted(role)}`);
  if (holdsEvents) await client.query(rightsOfUser(eventStore, quoted(role)));
  await client.query(`SELECT set_config('ctg.schema', $1, true), set_config('ctg.role', $2, true)`, [
    schema,
    role,
  ]);
  await client.query(handOver);
}

/** Makes a role that may nothing yet. One that is there already must be such a role. */
async function makeRole(client: pg.Client, name: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  const { rows } = await client.query<{ more: string | null }>(
    `SELECT concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
       CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
       CASE WHEN rolbypassrls THEN 'BYPASSRLS' END, CASE WHEN rolcanlogin <> ($2 = 'LOGIN') THEN 'LOGIN' END,
       (SELECT string_agg('membre de ' || m.roleid::regrole, ', ') FROM pg_auth_members m
         WHERE m.member = r.oid AND $2 = 'LOGIN')) AS more
     FROM pg_roles r WHERE rolname = $1`,
    [name, login],
  );
  if (rows[0]?.more)
    throw new PreparationRefused(
      `Le rôle ${name} existe déjà et peut davantage qu’il ne doit (${rows[0].more}) : ôtez-le-lui, ou renommez-le.`,
    );
  if (rows.length === 0) await client.query(`CREATE ROLE ${quoted(name)} ${login} NOINHERIT`);
  const { rows: self } = await client.query<{ isSuper: boolean }>(
    'SELECT rolsuper AS "isSuper" FROM pg_roles WHERE rolname = current_user',
  );
  // An administrator who is no superuser hands over only to whom they could be.
  if (!self[0]?.isSuper)
    await client.query(`GRANT ${quoted(name)} TO CURRENT_USER WITH INHERIT TRUE, SET TRUE`);
}

function addressOf(admin: string, role: string, password: string): string {
  const address = new URL(admin);
  // `pg` would let the query have the last word.
  for (const name of ['user', 'password']) address.searchParams.delete(name);
  address.username = encodeURIComponent(role);
  address.password = encodeURIComponent(password);
  return address.toString();
}
