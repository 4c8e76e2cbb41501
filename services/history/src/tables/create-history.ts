import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables of this service. */
export class CreateHistoryTables1700000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE timeline_entry (
        key text COLLATE "C" PRIMARY KEY,
        convention_id text COLLATE "C" NOT NULL,
        position text COLLATE "C" NOT NULL,
        type text NOT NULL,
        recorded_at text COLLATE "C" NOT NULL,
        event jsonb NOT NULL
      );
      CREATE INDEX timeline_entry_by_convention ON timeline_entry (convention_id, key);
      CREATE TABLE known_name (
        key text PRIMARY KEY,
        owner text NOT NULL,
        id text NOT NULL,
        label text NOT NULL,
        kind text NOT NULL,
        place text
      );
      CREATE INDEX known_name_by_owner ON known_name (owner)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_name, timeline_entry');
  }
}

/** Finds what corrects the entries of a page. */
export class FindCorrections1700000005001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE timeline_entry ADD COLUMN corrects text;
      CREATE INDEX timeline_entry_by_corrected ON timeline_entry (convention_id, corrects) WHERE corrects IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE timeline_entry DROP COLUMN corrects');
  }
}
