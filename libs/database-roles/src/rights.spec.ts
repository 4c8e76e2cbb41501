import { randomUUID } from 'node:crypto';
import { type EventStore, NotPrepared, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { PreparationRefused, type PreparedDatabase, prepareDatabase, roleName } from './index.js';

const passwords = {
  partners: 'partners-0123456789',
  history: 'history-0123456789',
  feed: 'feed-01234567890123',
};
const schemas = Object.keys(passwords);

let database: TestDatabase;
let name: string;
let roles: PreparedDatabase;
let admin: pg.Client;
const clients = new Map<string, pg.Client>();

const opened = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const as = (schema: string) => clients.get(schema) as pg.Client;
const newEvent = () => ({ id: randomUUID(), type: 'test.Happened', data: {}, metadata: {} });

beforeAll(async () => {
  database = await testDatabase();
  name = new URL(database.url).pathname.slice(1);
  // As a former version left it: made by the administrator, and his.
  admin = await opened(database.url);
  await admin.query(`CREATE SCHEMA partners; CREATE TABLE partners.convention (id serial PRIMARY KEY, title text);
    CREATE SCHEMA partners__shape; CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.secret (id int)`);
  roles = await prepareDatabase({ url: database.url, passwords, holdsEvents: true });
  for (const schema of schemas) {
    clients.set(schema, await opened(roles.url(schema)));
    await as(schema).query('SELECT platform.make_schema($1)', [schema]);
    await as(schema).query(`CREATE TABLE ${schema}.own (id int); INSERT INTO ${schema}.own VALUES (1)`);
  }
  const store = await openPostgresEventStore({ connectionString: database.url });
  await store.append(streamName('test.thing', '1'), [newEvent()], { expectedRevision: 'no-stream' });
  await store.close();
});
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await admin?.end();
  await database?.drop();
});

/** What no program may, and by which word the database refuses it. `other` is a schema that is not its own. */
const forbidden: readonly (readonly [string, (other: string) => string])[] = [
  ['write an event itself', () => `INSERT INTO event_store.events SELECT * FROM event_store.events`],
  ['change an event', () => `UPDATE event_store.events SET data = '{}'`],
  ['delete an event', () => 'DELETE FROM event_store.events'],
  ['empty the store', () => 'TRUNCATE event_store.events'],
  ['switch a trigger off', () => 'ALTER TABLE event_store.events DISABLE TRIGGER events_are_immutable'],
  ['switch all triggers off', () => 'ALTER TABLE event_store.events DISABLE TRIGGER ALL'],
  ['drop a trigger', () => 'DROP TRIGGER events_are_immutable ON event_store.events'],
  [
    'add a trigger',
    () => `CREATE TRIGGER own BEFORE INSERT ON event_store.events
             FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
  ],
  ['pass for a replica', () => 'SET session_replication_role = replica'],
  ['change the table of events', () => 'ALTER TABLE event_store.events ADD COLUMN more text'],
  ['drop the table of events', () => 'DROP TABLE event_store.events'],
  ['drop the store', () => 'DROP SCHEMA event_store CASCADE'],
  ['begin an epoch', () => 'SELECT event_store.begin_epoch()'],
  ['change the identity of the store', () => 'UPDATE event_store.identity SET epoch = 7'],
  ['forget a migration', () => 'DELETE FROM event_store.migrations'],
  [
    'replace the function',
    () => `CREATE OR REPLACE FUNCTION event_store.begin_epoch() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  ],
  ['put something into the store', () => 'CREATE TABLE event_store.own (id int)'],
  ['read another’s table', (other) => `SELECT * FROM ${other}.own`],
  ['write another’s table', (other) => `INSERT INTO ${other}.own VALUES (2)`],
  ['drop another’s table', (other) => `DROP TABLE ${other}.own`],
  ['put something into another’s schema', (other) => `CREATE TABLE ${other}.mine (id int)`],
  ['take another’s schema', (other) => `ALTER SCHEMA ${other} OWNER TO CURRENT_USER`],
  ['make a schema of another’s name', (other) => `SELECT platform.make_schema('${other}__later_v2')`],
  ['make any schema', () => 'CREATE SCHEMA anything'],
  ['replace what makes schemas', () => 'DROP FUNCTION platform.make_schema(text)'],
  ['read what belongs to nobody it knows', () => 'SELECT * FROM elsewhere.secret'],
  ['put something into public', () => 'CREATE TABLE public.mine (id int)'],
  ['be the owner of events', () => `SET ROLE "${roleName(name, 'events_owner')}"`],
  ['be the owner of schemas', () => `SET ROLE "${roleName(name, 'schemas_owner')}"`],
  ['be another', (other) => `SET ROLE "${roleName(name, other)}"`],
  ['be another from the start', (other) => `SET SESSION AUTHORIZATION "${roleName(name, other)}"`],
  ['be the administrator', () => 'SET ROLE postgres'],
  ['be more', () => 'ALTER ROLE CURRENT_USER BYPASSRLS'],
  ['give rights', (other) => `GRANT "${roleName(name, other)}" TO CURRENT_USER`],
  [
    'give itself a right',
    () => `GRANT INSERT ON event_store.events TO CURRENT_USER;
           INSERT INTO event_store.events SELECT * FROM event_store.events`,
  ],
  ['make a role', () => 'CREATE ROLE mine'],
  ['make a database', () => 'CREATE DATABASE mine'],
  ['read a file of the server', () => `SELECT pg_read_file('PG_VERSION')`],
  ['run a program of the server', () => `COPY (SELECT 1) TO PROGRAM 'true'`],
  [
    'end the sessions of others',
    () => `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = 'postgres' AND pid <> pg_backend_pid()`,
  ],
];

describe.each(schemas)('the role of %s', (schema) => {
  const other = schemas.find((one) => one !== schema) ?? '';

  test.each(forbidden)('may not %s', async (_what, statement) => {
    await expect(as(schema).query(statement(other))).rejects.toMatchObject({ code: '42501' });
  });

  test('reads and appends like any user of the store, and does what it likes in its own schemas', async () => {
    const store: EventStore = await openPostgresEventStore({ connectionString: roles.url(schema) });
    try {
      const stream = streamName('test.thing', randomUUID());
      await store.append(stream, [newEvent()], { expectedRevision: 'no-stream' });
      expect(
        (await store.readPage({ filter: { subject: stream.split('-').slice(1).join('-') } })).events,
      ).toHaveLength(1);
    } finally {
      await store.close();
    }
    const own = `${schema}__things_v2`;
    await as(schema).query('SELECT platform.make_schema($1)', [own]);
    await as(schema).query(`CREATE TABLE ${own}.thing (id int); ALTER TABLE ${own}.thing SET SCHEMA ${schema};
      DROP TABLE ${schema}.thing; DROP SCHEMA ${own}`);
  });

  test('opens no other database of the server than those that are open to all', async () => {
    await expect(opened(roles.url(schema).replace(`/${name}`, `/${name}x`))).rejects.toThrow();
  });
});

test('no role can more than its kind: no superuser, no member of another', async () => {
  const { rows } = await admin.query(
    `SELECT rolname FROM pg_roles r WHERE starts_with(rolname, $1)
       AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
         OR rolcanlogin AND EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid))`,
    [`${name}_`],
  );
  expect(rows).toEqual([]);
});

test('the functions that write for others are nobody’s who logs in, and find nothing by the caller’s search path', async () => {
  const { rows } = await admin.query(
    `SELECT p.proname, o.rolcanlogin, o.rolsuper, p.proconfig::text LIKE '%search_path=pg_catalog, pg_temp%' AS fixed
     FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner WHERE p.prosecdef ORDER BY 1`,
  );
  expect(rows).toEqual(
    ['append', 'append_next', 'make_schema'].map((proname) => ({
      proname,
      rolcanlogin: false,
      rolsuper: false,
      fixed: true,
    })),
  );
});

test('what a former version left in its schemas is handed over', async () => {
  await as('partners').query("INSERT INTO partners.convention (title) VALUES ('kept')");
  await as('partners').query('DROP TABLE partners.convention; DROP SCHEMA partners__shape');
});

test('prepared again it waits for nobody who is at work on the store', async () => {
  await admin.query('BEGIN; SELECT count(*) FROM event_store.events; SELECT * FROM partners.own');
  try {
    await prepareDatabase({ url: database.url, passwords, holdsEvents: true });
  } finally {
    await admin.query('COMMIT');
  }
});

test('prepared again with another password, who is connected stays so, and who comes needs the new one', async () => {
  const again = await prepareDatabase({
    url: database.url,
    passwords: { feed: 'another-0123456789' },
    holdsEvents: true,
  });
  await as('feed').query('SELECT 1');
  await expect(opened(roles.url('feed'))).rejects.toMatchObject({ code: '28P01' });
  await (await opened(again.url('feed'))).end();
});

test('an administrator who is no superuser is enough', async () => {
  const own = await testDatabase();
  const ownName = new URL(own.url).pathname.slice(1);
  const keeper = new URL(own.url);
  keeper.username = `${ownName}_keeper`;
  keeper.password = 'keeper';
  try {
    await admin.query(`CREATE ROLE ${ownName}_keeper LOGIN CREATEROLE PASSWORD 'keeper'`);
    await admin.query(`ALTER DATABASE ${ownName} OWNER TO ${ownName}_keeper`);
    for (let round = 0; round < 2; round++) {
      const prepared = await prepareDatabase({
        url: keeper.href,
        passwords: { feed: passwords.feed },
        holdsEvents: true,
      });
      const client = await opened(prepared.url('feed'));
      await client.query("SELECT platform.make_schema('feed')");
      await expect(client.query('DELETE FROM event_store.events')).rejects.toMatchObject({ code: '42501' });
      await client.end();
    }
  } finally {
    await own.drop();
  }
});

test('who may not prepare is told who may', async () => {
  await expect(prepareDatabase({ url: roles.url('partners'), passwords, holdsEvents: true })).rejects.toThrow(
    /« test_\w+_partners » n’a pas le droit de préparer la base/,
  );
});

test('a role of that name that can more is not taken over', async () => {
  const role = roleName(name, 'evaluation');
  await admin.query(`CREATE ROLE "${role}" LOGIN CREATEDB`);
  await expect(
    prepareDatabase({ url: database.url, passwords: { evaluation: passwords.partners }, holdsEvents: true }),
  ).rejects.toThrow(PreparationRefused);
});

test('a password that could be guessed is refused', async () => {
  await expect(
    prepareDatabase({ url: database.url, passwords: { history: 'ctg' }, holdsEvents: true }),
  ).rejects.toThrow(/16 à 200/);
});

test('a store that lacks something is not opened by who may not make it', async () => {
  const own = await testDatabase();
  try {
    const { url } = await prepareDatabase({
      url: own.url,
      passwords: { feed: passwords.feed },
      holdsEvents: false,
    });
    await expect(openPostgresEventStore({ connectionString: url('feed') })).rejects.toThrow(NotPrepared);
  } finally {
    await own.drop();
  }
});

test('a password for what no service owns hands nothing over; an address keeps to the role it is made for', async () => {
  for (const schema of ['event_store', 'platform', 'public', 'pg_temp'])
    await expect(
      prepareDatabase({ url: database.url, passwords: { [schema]: passwords.partners }, holdsEvents: true }),
    ).rejects.toThrow(PreparationRefused);
  const url = new URL(database.url);
  url.searchParams.set('user', decodeURIComponent(url.username));
  url.searchParams.set('password', decodeURIComponent(url.password));
  const prepared = await prepareDatabase({ url: url.href, passwords, holdsEvents: true });
  const client = await opened(prepared.url('partners'));
  const { rows } = await client.query('SELECT current_user AS role');
  await client.end();
  expect(rows).toEqual([{ role: roleName(name, 'partners') }]);
});
