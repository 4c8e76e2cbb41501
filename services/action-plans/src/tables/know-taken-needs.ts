import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The needs that a convention takes over of the one that it renews. */
export class KnowTakenNeeds1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_taken_need (key text PRIMARY KEY, caf_id text NOT NULL, convention_id text NOT NULL,
        need_id text NOT NULL, previous_convention_id text NOT NULL);
      CREATE INDEX known_taken_need_by_convention ON known_taken_need (convention_id, need_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_taken_need');
  }
}
