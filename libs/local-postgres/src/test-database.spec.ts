import pg from 'pg';
import { testDatabase } from './test-database.js';

test.each([
  ['who has ended a pool is told nothing of it, however slowly its session goes', true, []],
  ['who has not is told', false, ['terminating connection due to administrator command']],
])('a database is dropped: %s', async (_who, isEnded, expected) => {
  const told: string[] = [];
  const database = await testDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', ({ message }) => told.push(message));
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  try {
    if (isEnded) await pool.end();
    const dropped = database.drop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(pid, 'SIGCONT');
    await dropped;
    expect(told).toEqual(expected);
  } finally {
    if (!isEnded) await pool.end();
  }
});
