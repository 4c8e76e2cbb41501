import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of decisions is read in its order, however many a convention has. */
export class OrderDecisions1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX known_decision_by_convention;
      CREATE INDEX known_decision_in_order ON known_decision
        (convention_id, decided_on COLLATE "C", decision_id COLLATE "C")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX known_decision_in_order;
      CREATE INDEX known_decision_by_convention ON known_decision (convention_id)`);
  }
}
