import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a convention takes over of the diagnostic of the one that it renews. */
export class AddTakenOver1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE taken_over (key text PRIMARY KEY, convention_id text NOT NULL, caf_id text NOT NULL,
         kind text COLLATE "C" NOT NULL, piece_id text COLLATE "C" NOT NULL, document jsonb NOT NULL);
       CREATE INDEX taken_over_in_order ON taken_over (convention_id, kind, piece_id);
       CREATE INDEX taken_over_by_piece ON taken_over (piece_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE taken_over');
  }
}
