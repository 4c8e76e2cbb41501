import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { assertPlainRole, RoleWithoutBounds } from './index.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

test('a role that no right binds is refused by name, without its password; a plain one passes', async () => {
  const address = new URL(database.url);
  const refusal = await assertPlainRole(address.href).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RoleWithoutBounds);
  expect((refusal as Error).message).toContain(address.username);
  expect((refusal as Error).message).not.toContain(address.password);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const role = `${address.pathname.slice(1)}_plain`;
  for (const [attributes, isPlain] of [
    ['BYPASSRLS', false],
    ['NOBYPASSRLS', true],
  ] as const) {
    await client.query(
      `DROP ROLE IF EXISTS ${role}; CREATE ROLE ${role} LOGIN PASSWORD 'plain' ${attributes}`,
    );
    address.username = role;
    address.password = 'plain';
    const tried = await assertPlainRole(address.href).then(
      () => true,
      () => false,
    );
    expect([attributes, tried]).toEqual([attributes, isPlain]);
  }
  await client.end();
});
