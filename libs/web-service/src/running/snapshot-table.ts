import { snapshotTable } from '@ctg/decider';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the table of the states that commands start from; every service runs it. */
export class CreateCommandStateSnapshot1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(snapshotTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE command_state_snapshot');
  }
}
