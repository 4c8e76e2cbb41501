import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { readModelOf } from '@ctg/web-service';
import { DataSource } from 'typeorm';
import { allServices } from './services.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

/** What migrations say and entities do not: indexes, the order of letters, defaults for rows of before a column. */
const saidInSql = [/^DROP INDEX "/, /ALTER COLUMN "\w+" TYPE text COLLATE "undefined"$/, / DROP DEFAULT$/];

test.each(allServices.map((definition) => [definition.name, definition] as const))(
  'the tables that the migrations of %s make have the columns and the keys that its entities declare',
  async (_name, definition) => {
    const { schema, entities, migrations } = readModelOf(definition);
    const dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      schema,
      extra: { options: `-c search_path=${schema}`, max: 2 },
      entities: entities as never[],
      migrations: migrations as never[],
    });
    await dataSource.initialize();
    try {
      await dataSource.query(`CREATE SCHEMA ${schema}`);
      expect((await dataSource.runMigrations()).length).toBeGreaterThan(0);
      // What TypeORM would do to make the tables as the entities are.
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      const differences = upQueries.map(({ query }) => query);
      expect(differences.filter((one) => !saidInSql.some((known) => known.test(one)))).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  },
);
