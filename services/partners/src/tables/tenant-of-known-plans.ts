import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['known_plan', 'known_review'];

/** What is learned of plans says of which Caf it is. Nothing is lost with what stands there: it is folded anew. */
export class TenantOfKnownPlans1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`TRUNCATE ${table}; ALTER TABLE ${table} ADD COLUMN caf_id text NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN caf_id`);
  }
}
