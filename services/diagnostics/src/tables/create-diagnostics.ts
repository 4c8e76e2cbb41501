import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of this service, all folded from events. */
export class CreateDiagnostics1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE diagnostic (convention_id text PRIMARY KEY, opened_on text NOT NULL, cog_vintage integer NOT NULL,
        previous_convention_id text, ranking text[] NOT NULL, ranking_decision_id text, versions jsonb NOT NULL);
      CREATE TABLE diagnostic_contents (convention_id text PRIMARY KEY, contents jsonb NOT NULL);
      CREATE TABLE diagnostic_value (value_id text PRIMARY KEY, convention_id text NOT NULL, indicator_key text COLLATE "C" NOT NULL,
        unit_key text COLLATE "C" NOT NULL, level text NOT NULL, size integer NOT NULL, year integer NOT NULL,
        document jsonb NOT NULL);
      CREATE INDEX diagnostic_value_in_order ON diagnostic_value
        (convention_id, indicator_key, unit_key, (-year), size, (value_id COLLATE "C"));
      CREATE TABLE offer (offer_id text PRIMARY KEY, convention_id text NOT NULL, type text NOT NULL,
        status text NOT NULL, commune text NOT NULL, name_order text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX offer_in_order ON offer (convention_id, name_order, (offer_id COLLATE "C"));
      CREATE TABLE consultation (consultation_id text PRIMARY KEY, convention_id text NOT NULL,
        "from" text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX consultation_in_order ON consultation (convention_id, "from", (consultation_id COLLATE "C"));
      CREATE TABLE need (need_id text PRIMARY KEY, convention_id text NOT NULL, theme text NOT NULL,
        title_order text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX need_in_order ON need (convention_id, title_order, (need_id COLLATE "C"));
      CREATE TABLE priority (priority_id text PRIMARY KEY, convention_id text NOT NULL, document jsonb NOT NULL);
      CREATE INDEX priority_by_convention ON priority (convention_id);
      CREATE TABLE known_decision (decision_id text PRIMARY KEY, caf_id text NOT NULL, convention_id text NOT NULL,
        body_kind text NOT NULL, subject text NOT NULL, outcome text NOT NULL, title text NOT NULL,
        decided_on text NOT NULL);
      CREATE INDEX known_decision_by_convention ON known_decision (convention_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE diagnostic, diagnostic_contents, diagnostic_value, offer, consultation, need, priority, known_decision',
    );
  }
}
