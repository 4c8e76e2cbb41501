import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row for each body, meeting and decision, where one document of a convention held them all; each found in the order of its list,
 * and by the organisations it names.
 */
export class DivideGovernance1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE governance;
      CREATE TABLE body (body_id text PRIMARY KEY, convention_id text NOT NULL, caf_id text NOT NULL, document jsonb NOT NULL);
      CREATE INDEX body_in_order ON body (convention_id, (body_id COLLATE "C"));
      CREATE TABLE body_member (body_id text NOT NULL, convention_id text NOT NULL, caf_id text NOT NULL,
        organisation text NOT NULL, PRIMARY KEY (body_id, organisation, convention_id, caf_id));
      CREATE INDEX body_member_by_organisation ON body_member (organisation, caf_id);
      CREATE TABLE meeting (meeting_id text PRIMARY KEY, convention_id text NOT NULL, caf_id text NOT NULL,
        body_kind text NOT NULL, status text NOT NULL, day text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX meeting_in_order ON meeting (convention_id, status, day, (meeting_id COLLATE "C"));
      CREATE INDEX meeting_of_kind_in_order ON meeting (convention_id, status, body_kind, day, (meeting_id COLLATE "C"));
      CREATE TABLE meeting_attendee (meeting_id text NOT NULL, convention_id text NOT NULL, caf_id text NOT NULL,
        organisation text NOT NULL, PRIMARY KEY (meeting_id, organisation, convention_id, caf_id));
      CREATE INDEX meeting_attendee_by_organisation ON meeting_attendee (organisation, caf_id);
      CREATE TABLE decision (decision_id text PRIMARY KEY, convention_id text NOT NULL, caf_id text NOT NULL,
        body_kind text NOT NULL, outcome text NOT NULL, decided_on text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX decision_in_order ON decision (convention_id, decided_on, (decision_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE decision, meeting_attendee, meeting, body_member, body;
      CREATE TABLE governance (convention_id text PRIMARY KEY, caf_id text NOT NULL, document jsonb NOT NULL)`);
  }
}
