import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The offers that an action may have changed. */
export class KnowOffers1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_offer (offer_id text PRIMARY KEY, caf_id text NOT NULL, convention_id text NOT NULL,
        name text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_offer');
  }
}
