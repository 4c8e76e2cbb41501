import pg from 'pg';
import { testDatabase } from './index.js';

test('a test database is a real, empty PostgreSQL database of its own', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT current_setting($1) AS fsync', ['fsync']);
  expect(rows[0].fsync).toBe('on');
  await client.end();
  await database.drop();
});
