import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What conventions are found and ordered by, and who was in charge of them; the tables are folded anew. */
export class FindConventions1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE convention, mandate;
      ALTER TABLE convention DROP COLUMN exists_from, ADD COLUMN ends_on text NOT NULL, ADD COLUMN effect_on text NOT NULL,
        ADD COLUMN decided jsonb NOT NULL, ADD COLUMN periods jsonb NOT NULL;
      ALTER TABLE mandate ADD COLUMN spells jsonb NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE convention;
      ALTER TABLE convention ADD COLUMN exists_from text NOT NULL, DROP COLUMN ends_on, DROP COLUMN effect_on, DROP COLUMN decided, DROP COLUMN periods;
      ALTER TABLE mandate DROP COLUMN spells`);
  }
}
