import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of who does what is read in its order, however many actions a convention has. */
export class FindRoles1765300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE action_organisation (action_id text NOT NULL, convention_id text NOT NULL, caf_id text NOT NULL,
        organisation text COLLATE "C" NOT NULL, number_order text COLLATE "C" NOT NULL,
        PRIMARY KEY (action_id, organisation, number_order, convention_id, caf_id));
      CREATE INDEX action_organisation_in_order ON action_organisation
        (convention_id, organisation, number_order, (action_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE action_organisation');
  }
}
