import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables of this service. */
export class CreateEvaluationTables1700000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_decision (
        decision_id text PRIMARY KEY,
        convention_id text NOT NULL,
        body_kind text NOT NULL,
        subject text NOT NULL,
        outcome text NOT NULL,
        decided_on text NOT NULL
      );
      CREATE TABLE known_indicator (
        indicator_id text PRIMARY KEY,
        convention_id text NOT NULL,
        title text NOT NULL,
        kind text NOT NULL,
        unit text
      );
      CREATE TABLE protocol (protocol_id text PRIMARY KEY, convention_ids text[] NOT NULL,
        title_order text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE TABLE evidence (
        key text PRIMARY KEY,
        convention_id text NOT NULL,
        protocol_id text NOT NULL,
        document jsonb NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence, protocol, known_indicator, known_decision');
  }
}
