import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of this service, all folded from events. */
export class CreateActionPlans1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plan (convention_id text PRIMARY KEY, document jsonb NOT NULL);
      CREATE TABLE action (action_id text PRIMARY KEY, convention_id text NOT NULL, objective_id text NOT NULL,
        status text NOT NULL, number_order text COLLATE "C" NOT NULL, searched text NOT NULL, missing text[] NOT NULL, document jsonb NOT NULL);
      CREATE INDEX action_in_order ON action (convention_id, number_order, (action_id COLLATE "C"));
      CREATE TABLE known_need (need_id text PRIMARY KEY, convention_id text NOT NULL, title text NOT NULL,
        theme text NOT NULL);
      CREATE INDEX known_need_by_convention ON known_need (convention_id);
      CREATE TABLE known_priority (priority_id text PRIMARY KEY, convention_id text NOT NULL, title text NOT NULL,
        need_ids text[] NOT NULL);
      CREATE INDEX known_priority_by_convention ON known_priority (convention_id);
      CREATE TABLE known_decision (decision_id text PRIMARY KEY, caf_id text NOT NULL, convention_id text NOT NULL,
        body_kind text NOT NULL, subject text NOT NULL, outcome text NOT NULL, title text NOT NULL,
        decided_on text NOT NULL);
      CREATE INDEX known_decision_by_convention ON known_decision (convention_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plan, action, known_need, known_priority, known_decision');
  }
}
