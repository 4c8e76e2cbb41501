import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a page of each is ordered by. */
const orders = {
  known_need: 'need_id COLLATE "C"',
  known_priority: 'priority_id COLLATE "C"',
  known_decision: 'decided_on COLLATE "C", decision_id COLLATE "C"',
};

/** A page of what was learned is read in its order, however much a convention has of it. */
export class OrderLearned1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(orders))
      await runner.query(`
        DROP INDEX ${table}_by_convention;
        CREATE INDEX ${table}_in_order ON ${table} (convention_id, ${columns})`);
    // The other way a need is looked for, by itself.
    await runner.query(
      'CREATE INDEX known_taken_need_in_order ON known_taken_need (convention_id, need_id COLLATE "C")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX known_taken_need_in_order');
    for (const table of Object.keys(orders))
      await runner.query(`
        DROP INDEX ${table}_in_order;
        CREATE INDEX ${table}_by_convention ON ${table} (convention_id)`);
  }
}
