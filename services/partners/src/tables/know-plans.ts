import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plans that amendments bring, and the years that were reviewed. */
export class KnowPlans1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_plan (amendment_id text PRIMARY KEY, convention_id text NOT NULL, version integer NOT NULL,
        adopted_on text NOT NULL);
      CREATE TABLE known_review (key text PRIMARY KEY, convention_id text NOT NULL, year integer NOT NULL,
        reviewed_on text NOT NULL);
      CREATE INDEX known_review_by_convention ON known_review (convention_id);
      CREATE INDEX known_plan_by_convention ON known_plan (convention_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_plan, known_review');
  }
}
