import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the table; every service runs it before its own migrations. */
export class CreateKnownConvention1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_convention (
        convention_id text PRIMARY KEY,
        caf_id text NOT NULL,
        title text NOT NULL,
        title_folded text COLLATE "C" NOT NULL,
        organisations text[] NOT NULL,
        evaluators text[] NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_convention');
  }
}

/** Whose word each evaluator is there by, so that a protocol that is corrected takes nothing of another with it. */
export class KeepEvaluationsOfConvention1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE known_convention ADD COLUMN evaluations jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention DROP COLUMN evaluations');
  }
}

/** Its period, themes and perimeter, for what is improbable. */
export class KnowFrameOfConvention1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention ADD COLUMN frame jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention DROP COLUMN frame');
  }
}

/** A page of them is read in its order, of one Caf and of all, however many there are. */
export class OrderKnownConventions1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX known_convention_by_caf ON known_convention (caf_id, title_folded, (convention_id COLLATE "C"));
      CREATE INDEX known_convention_by_title ON known_convention (title_folded, (convention_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX known_convention_by_caf, known_convention_by_title');
  }
}

/** The Cafs of an evaluator are looked up, however many conventions there are. */
export class FindByEvaluator1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_evaluator (convention_id text NOT NULL, caf_id text NOT NULL, evaluator text NOT NULL,
        PRIMARY KEY (convention_id, evaluator, caf_id));
      CREATE INDEX known_evaluator_by_caf ON known_evaluator (evaluator, caf_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_evaluator');
  }
}
