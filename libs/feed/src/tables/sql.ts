import type { EntityManager } from 'typeorm';

/** Runs one statement and answers its rows, whatever its kind (TypeORM answers updates and deletes as `[rows, count]`). */
export async function rows<Row>(
  manager: EntityManager,
  statement: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const answer = await manager.query(statement, parameters);
  const isCounted =
    Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number';
  return isCounted ? answer[0] : answer;
}
