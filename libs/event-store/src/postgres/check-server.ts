import pg from 'pg';

const needed = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Refuses a server that may lose acknowledged appends in a crash, or that cannot hold every text.
 * @throws Error naming each setting, what it is and what it must be
 */
export async function checkServer(connectionString: string, acceptUnsafeServer: boolean): Promise<void> {
  const found = await settings(connectionString);
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

/** As a plain session finds them: the store's own sessions set some themselves. */
async function settings(connectionString: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; value: string }>(
      'SELECT name, setting AS value FROM pg_settings WHERE name = ANY($1)',
      [[...needed, 'server_encoding']],
    );
    return new Map(rows.map((row) => [row.name, row.value]));
  } finally {
    await client.end().catch(() => undefined);
  }
}
