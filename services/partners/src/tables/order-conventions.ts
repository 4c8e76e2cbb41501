import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What conventions are ordered by, of one Caf and of all: one column beside another, as pages are read. */
const orders = {
  title: '',
  effect: 'effect_on COLLATE "C", ',
  term: 'ends_on COLLATE "C", ',
};

const indexes = Object.entries(orders).flatMap(([order, by]) => {
  const columns = `${by}title_folded, convention_id COLLATE "C"`;
  return [
    [`convention_by_caf_and_${order}`, `caf_id, ${columns}`],
    [`convention_by_${order}`, columns],
  ] as const;
});

/** A page of conventions is read in its order, however many there are; the table is folded anew. */
export class OrderConventions1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE convention;
      ALTER TABLE convention ADD COLUMN title_folded text COLLATE "C" NOT NULL;
      DROP INDEX convention_by_caf;
      ${indexes.map(([name, columns]) => `CREATE INDEX ${name} ON convention (${columns})`).join(';\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ${indexes.map(([name]) => name).join(', ')};
      CREATE INDEX convention_by_caf ON convention (caf_id);
      ALTER TABLE convention DROP COLUMN title_folded`);
  }
}
