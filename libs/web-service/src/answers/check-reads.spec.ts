import { Entity, PrimaryColumn } from 'typeorm';
import { answerFaults } from './check-answer.js';
import { checkingReads } from './check-reads.js';

@Entity({ name: 'stone_read' })
class Stone {
  @PrimaryColumn('text') id!: string;
}
@Entity({ name: 'wall_read' })
class Wall {
  @PrimaryColumn('text') id!: string;
}

const projection = (entity: typeof Stone | typeof Wall) => ({
  name: 'any',
  entity,
  key: 'id' as const,
  source: 'own' as const,
  eventTypes: [],
  keys: () => [],
  apply: () => undefined,
});
const tables = { query: async () => [], viewOf: async () => ({ upTo: 0n, id: '' }) };

test('a statement on a table that the question does not declare is a fault', async () => {
  const sql = 'WITH found AS (SELECT 1) SELECT * FROM found, wall_read w JOIN stone_read USING (id)';
  const partly = checkingReads('walls.list', [projection(Wall)], tables);
  expect(() => partly.query(sql)).toThrow('reads stone_read');
  expect(answerFaults().splice(0)).toEqual(['walls.list: reads stone_read without saying so']);
  expect(() => partly.viewOf(projection(Stone))).toThrow('reads stone_read');
  expect(answerFaults().splice(0)).toEqual(['walls.list: reads stone_read without saying so']);
  const whole = checkingReads('walls.list', [projection(Wall), projection(Stone)], tables);
  expect(await whole.query(sql)).toEqual([]);
  expect(await whole.viewOf(projection(Stone))).toEqual({ upTo: 0n, id: '' });
});
