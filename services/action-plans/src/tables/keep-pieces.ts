import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each piece is found by within its convention, beside the order in which it was recorded. */
const pieces = {
  axis: [],
  objective: ['axis_id'],
  plan_version: [],
  plan_review: [],
  action_progress: ['action_id'],
  action_adoption: ['action_id'],
} as const;

/** Of what a plan or an action has any number, each has a row: no document gathers them. */
export class KeepPieces1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, found] of Object.entries(pieces))
      await runner.query(`
        CREATE TABLE ${table} (event_id text PRIMARY KEY, convention_id text NOT NULL, caf_id text NOT NULL,
          position bigint NOT NULL, ${found.map((column) => `${column} text NOT NULL,`).join(' ')} document jsonb NOT NULL);
        CREATE INDEX ${table}_in_order ON ${table} (${['convention_id', ...found, 'position'].join(', ')})`);
    await runner.query(`
      CREATE INDEX objective_of_plan_in_order ON objective (convention_id, position);
      TRUNCATE plan;
      ALTER TABLE plan DROP COLUMN document, ADD COLUMN opened_on text NOT NULL,
        ADD COLUMN previous_convention_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${Object.keys(pieces).join(', ')};
      TRUNCATE plan;
      ALTER TABLE plan DROP COLUMN opened_on, DROP COLUMN previous_convention_id, ADD COLUMN document jsonb NOT NULL`);
  }
}
