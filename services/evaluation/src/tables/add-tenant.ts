import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['known_decision', 'known_indicator', 'protocol', 'evidence'];

/** Each row says whose it is. Nothing is lost with what stands in these tables: it is folded anew in the new form. */
export class AddTenant1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`TRUNCATE ${table}; ALTER TABLE ${table} ADD COLUMN caf_id text NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN caf_id`);
  }
}
