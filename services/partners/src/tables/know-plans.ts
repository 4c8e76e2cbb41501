import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plans that amendments bring. */
export class KnowPlans1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_plan (amendment_id text PRIMARY KEY, convention_id text NOT NULL, version integer NOT NULL,
        adopted_on text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_plan');
  }
}
