import { rows } from '@ctg/feed';
import type { DataSource, EntityManager } from 'typeorm';

/** What the engine remembers of each projection, in the service's schema. */
export async function ensureProjectionTables(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `CREATE TABLE IF NOT EXISTS projection_state (
       name text PRIMARY KEY, version integer NOT NULL, since timestamptz NOT NULL DEFAULT now());
     CREATE TABLE IF NOT EXISTS projection_rebuild (
       name text PRIMARY KEY, version integer NOT NULL, position bigint NOT NULL DEFAULT 0,
       began_at timestamptz NOT NULL DEFAULT now())`,
  );
}

/** The version of the fold that the serving table was made with; undefined for a projection that is new. */
export async function servingVersion(manager: EntityManager, name: string): Promise<number | undefined> {
  const [state] = await rows<{ version: number }>(
    manager,
    'SELECT version FROM projection_state WHERE name = $1',
    [name],
  );
  return state?.version;
}

export async function recordVersion(manager: EntityManager, name: string, version: number): Promise<void> {
  await manager.query(
    `INSERT INTO projection_state (name, version) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET version = $2, since = now()`,
    [name, version],
  );
}
