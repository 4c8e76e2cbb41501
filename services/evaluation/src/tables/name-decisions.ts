import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A known decision has its title, as in the other services: a refusal names it. The table is folded anew in the new form. */
export class NameDecisions1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('TRUNCATE known_decision; ALTER TABLE known_decision ADD COLUMN title text NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision DROP COLUMN title');
  }
}
