import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of protocols is read in its order, of one Caf and of all, however many there are. */
export class OrderProtocols1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX protocol_by_caf ON protocol (caf_id, title_order, (protocol_id COLLATE "C"));
      CREATE INDEX protocol_by_title ON protocol (title_order, (protocol_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX protocol_by_caf, protocol_by_title');
  }
}
