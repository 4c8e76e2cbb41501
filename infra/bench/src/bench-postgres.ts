import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@ctg/local-postgres';
import pg from 'pg';

export interface BenchPostgres {
  readonly version: string;
  url(database: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A temporary PostgreSQL of the benchmark's own, with the durability that production has (fsync on). Every contender gets
 * a database on this one server.
 */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-bench-'));
  chmodSync(folder, 0o711);
  const server = await startLocalPostgres({
    dataDir: join(folder, 'pg'),
    temporary: true,
    settings: { max_connections: '400', shared_buffers: '512MB', max_wal_size: '4GB' },
  });
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return {
    version: rows[0]?.server_version ?? '',
    url: (database) => server.createDatabase(database),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
