import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@ctg/local-postgres';
import { findNeeds } from './find-needs.mjs';
import { memoryFolder } from './memory-folder.mjs';

/**
 * What the suites need of this machine, then one real PostgreSQL for the whole run; each suite makes a database of its own on it.
 * Temporary files of the run, of its suites and of what they start, are in its folder, which goes with it.
 */
export default async function setUp(config) {
  await findNeeds(config);
  // Whoever names a folder has it there.
  const parent = process.env.TMPDIR ? tmpdir() : (memoryFolder() ?? tmpdir());
  const folder = mkdtempSync(join(parent, 'ctg-test-'));
  // A server started by root runs as the user postgres, who must be able to pass through.
  chmodSync(folder, 0o711);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  chmodSync(temporary, 0o1777);
  const postgres = await startLocalPostgres({
    dataDir: join(folder, 'pg'),
    temporary: true,
    settings: { max_connections: '300' },
  });
  process.env.TMPDIR = temporary;
  globalThis.__CTG_TEST_POSTGRES__ = { postgres, folder };
  process.env.CTG_TEST_POSTGRES_URL = postgres.url('postgres');
}
