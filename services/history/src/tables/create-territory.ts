import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which commune a convention is found. */
export class CreateTerritory1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE convention_territory (
        convention_id text PRIMARY KEY,
        caf_id text NOT NULL,
        communes text[] NOT NULL
      );
      CREATE INDEX convention_territory_by_commune ON convention_territory USING gin (communes)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE convention_territory');
  }
}
