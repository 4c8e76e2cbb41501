import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables of this service. */
export class CreatePartnersTables1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        key text PRIMARY KEY,
        caf_id text NOT NULL,
        organisation text NOT NULL,
        name text NOT NULL,
        name_folded text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        insee_code text
      );
      CREATE INDEX organisation_by_caf ON organisation (caf_id, name_folded, (key COLLATE "C"));
      CREATE TABLE convention (
        convention_id text PRIMARY KEY,
        caf_id text NOT NULL,
        title text NOT NULL,
        searched text NOT NULL,
        exists_from text NOT NULL,
        communes text[] NOT NULL,
        perimeters jsonb NOT NULL,
        outcomes jsonb NOT NULL,
        previous_convention_id text,
        revision integer NOT NULL,
        document jsonb NOT NULL
      );
      CREATE INDEX convention_by_commune ON convention USING gin (communes);
      CREATE INDEX convention_by_previous ON convention (previous_convention_id) WHERE previous_convention_id IS NOT NULL;
      CREATE TABLE governance (convention_id text PRIMARY KEY, document jsonb NOT NULL);
      CREATE TABLE mandate (convention_id text PRIMARY KEY, current jsonb NOT NULL, terms jsonb NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mandate, governance, convention, organisation');
  }
}
