import type { Projection } from '@ctg/read-model';
import { getMetadataArgsStorage } from 'typeorm';
import type { SeenTables } from '../access/seen-tables.js';
import { answerFaults } from './check-answer.js';

/** A question is answered from a table that it does not say it reads; a fault of ours. Only where answers are checked. */
class ReadNotDeclared extends Error {
  override readonly name = 'ReadNotDeclared';
}

/**
 * Holds each statement of a question against the projections that it declares, where `CTG_CHECK_ANSWERS=1` (every test run):
 * what is not declared would not be waited for. Elsewhere it costs nothing.
 * @throws ReadNotDeclared naming the table, from `query`
 */
export function checkingReads(
  name: string,
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  reads: readonly Projection<any>[],
  readModel: SeenTables,
): SeenTables {
  if (process.env.CTG_CHECK_ANSWERS !== '1') return readModel;
  const declared = new Set(
    reads.flatMap(({ entity, lines = [] }) => [entity, ...lines.map((one) => one.entity)].map(tableOf)),
  );
  const known = new Set(getMetadataArgsStorage().tables.map(({ target }) => tableOf(target)));
  const assertDeclared = (tables: readonly (string | undefined)[]) => {
    const undeclared = tables.find((table = '') => known.has(table) && !declared.has(table));
    if (undeclared === undefined) return;
    answerFaults().push(`${name}: reads ${undeclared} without saying so`);
    throw new ReadNotDeclared(`${name} reads ${undeclared}, which its \`reads\` does not name.`);
  };
  return {
    viewOf(projection) {
      assertDeclared([tableOf(projection.entity)]);
      return readModel.viewOf(projection);
    },
    query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
      assertDeclared([...sql.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, table]) => table));
      return readModel.query<Row>(sql, parameters);
    },
  };
}

const tableOf = (entity: unknown): string | undefined =>
  getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name;
