import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['governance', 'mandate'];

/** Each row says whose it is. Nothing is lost with what stands in these tables: it is folded anew in the new form. */
export class AddTenant1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`TRUNCATE ${table}; ALTER TABLE ${table} ADD COLUMN caf_id text NOT NULL`);
    // The database compares lists of communes only once it knows whose the row is: the Caf narrows, and then the communes.
    await runner.query(
      'DROP INDEX convention_by_commune; CREATE INDEX convention_by_caf ON convention (caf_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX convention_by_caf; CREATE INDEX convention_by_commune ON convention USING gin (communes)',
    );
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN caf_id`);
  }
}
