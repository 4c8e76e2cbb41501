import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The amendments that may bring a plan. */
export class KnowAmendments1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_amendment (amendment_id text PRIMARY KEY, caf_id text NOT NULL, convention_id text NOT NULL,
        title text NOT NULL, brings_plan boolean NOT NULL, effect_on text NOT NULL, is_signed boolean NOT NULL,
        is_abandoned boolean NOT NULL);
      CREATE INDEX known_amendment_by_convention ON known_amendment (convention_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_amendment');
  }
}
