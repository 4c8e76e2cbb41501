import type { Pool } from 'pg';

const needed = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Refuses a server that may lose acknowledged appends in a crash, or that cannot hold every text.
 * @throws Error naming each setting, what it is and what it must be
 */
export async function checkServer(pool: Pool, acceptUnsafeServer: boolean): Promise<void> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    'SELECT name, setting AS value FROM pg_settings WHERE name = ANY($1)',
    [[...needed, 'server_encoding']],
  );
  const found = new Map(rows.map((row) => [row.name, row.value]));
  const encoding = found.get('server_encoding');
  if (encoding !== 'UTF8')
    throw new Error(`The database has encoding ${encoding}; the event store needs UTF8.`);
  const unsafe = needed.filter((name) => found.get(name) === 'off');
  if (unsafe.length > 0 && !acceptUnsafeServer) {
    throw new Error(
      `The PostgreSQL server has ${unsafe.join(', ')} off: acknowledged events could be lost in a crash. ` +
        'Switch them on, or say acceptUnsafeServer for data that may be lost.',
    );
  }
}
