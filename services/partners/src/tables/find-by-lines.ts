import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a convention has several of and is found by: its communes, and its statuses in the order of their first days. */
export class FindByLines1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE convention_commune (convention_id text NOT NULL, caf_id text NOT NULL, commune text NOT NULL,
        PRIMARY KEY (convention_id, commune, caf_id));
      CREATE INDEX convention_commune_by_commune ON convention_commune (commune, caf_id);
      CREATE TABLE convention_status (convention_id text NOT NULL, caf_id text NOT NULL, block text NOT NULL,
        since text COLLATE "C" NOT NULL, until text COLLATE "C" NOT NULL, title_folded text COLLATE "C" NOT NULL,
        PRIMARY KEY (convention_id, block, since, until, title_folded, caf_id));
      CREATE INDEX convention_status_by_caf ON convention_status
        (caf_id, block, since, title_folded, (convention_id COLLATE "C"));
      CREATE INDEX convention_status_by_day ON convention_status (block, since, title_folded, (convention_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE convention_commune, convention_status');
  }
}
