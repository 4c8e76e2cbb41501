import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The communes of a convention. */
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

/** By which commune a convention is found: under row-level security a bare column is looked up in an index, and no array. */
export class FindByCommune1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX convention_territory_by_commune;
      CREATE TABLE territory_commune (convention_id text NOT NULL, caf_id text NOT NULL, commune text NOT NULL,
        PRIMARY KEY (convention_id, commune, caf_id));
      CREATE INDEX territory_commune_by_commune ON territory_commune (commune, caf_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE territory_commune;
      CREATE INDEX convention_territory_by_commune ON convention_territory USING gin (communes)`);
  }
}
