import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@ctg/local-postgres';

/** One real PostgreSQL for the whole run; each suite makes a database of its own on it. */
export default async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-test-'));
  // A server started by root runs as the user postgres, who must be able to pass through.
  chmodSync(folder, 0o711);
  const postgres = await startLocalPostgres({
    dataDir: join(folder, 'pg'),
    temporary: true,
    settings: { max_connections: '300' },
  });
  globalThis.__CTG_TEST_POSTGRES__ = { postgres, folder };
  process.env.CTG_TEST_POSTGRES_URL = postgres.url('postgres');
}
