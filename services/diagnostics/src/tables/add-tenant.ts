import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'diagnostic',
  'diagnostic_contents',
  'diagnostic_value',
  'offer',
  'consultation',
  'need',
  'priority',
];

/** Each row says whose it is. Nothing is lost with what stands in these tables: it is folded anew in the new form. */
export class AddTenant1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`TRUNCATE ${table}; ALTER TABLE ${table} ADD COLUMN caf_id text NOT NULL`);
    await runner.query(
      `ALTER TABLE diagnostic_value ADD COLUMN year_order integer NOT NULL;
       DROP INDEX diagnostic_value_in_order;
       CREATE INDEX diagnostic_value_in_order ON diagnostic_value
         (convention_id, indicator_key, unit_key, year_order, size, (value_id COLLATE "C"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX diagnostic_value_in_order;
       CREATE INDEX diagnostic_value_in_order ON diagnostic_value
         (convention_id, indicator_key, unit_key, (-year), size, (value_id COLLATE "C"));
       ALTER TABLE diagnostic_value DROP COLUMN year_order`,
    );
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN caf_id`);
  }
}
