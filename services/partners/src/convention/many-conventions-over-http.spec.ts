import type { Actor } from '@ctg/access';
import { conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId } from '@ctg/web-service/testing';
import pg from 'pg';
import { partnersService } from '../index.js';

const people: Record<string, Actor> = {
  ...advisers,
  auditor: { subject: 'u2', role: 'national_auditor' },
};
const scene = new HttpScene(partnersService, people);

beforeAll(async () => {
  await scene.start();
  for (let n = 0; n < 600; n++) {
    const conventionId = sceneId(1_000 + n);
    const cafId = n % 3 === 0 ? 'caf-62' : 'caf-59';
    await scene.publish(
      { stream: 'partners.convention', conventionId, cafId },
      conventionOpened({ title: `CTG ${(n * 7) % 600}` }),
      signatoryDesignated('215900127', { deliberates: true }),
    );
  }
  await scene.folded();
  const owner = new pg.Client({ connectionString: scene.databaseUrl });
  await owner.connect();
  await owner.query('ANALYZE').finally(() => owner.end());
});
afterAll(() => scene.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** How many rows of which table were read in vain or not, and the kinds of steps. */
function* steps(node: Node): Generator<{ kind: string; table: string; rows: number }> {
  const { 'Actual Rows': rows, 'Actual Loops': loops, 'Rows Removed by Filter': removed = 0 } = node;
  const table = node['Relation Name'] ?? '';
  yield { kind: node['Node Type'], table, rows: (rows + removed) * loops };
  for (const one of node.Plans ?? []) yield* steps(one);
}

/** What the statements on conventions did, as their own session runs them, while a page is asked for. */
async function readFor(path: string, as: string) {
  const explained: Node[] = [];
  const original = pg.Client.prototype.query;
  const query = original as (...args: unknown[]) => Promise<pg.QueryResult>;
  pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
    if (typeof args[0] === 'string' && args[0].includes('FROM convention c')) {
      const { rows } = await Reflect.apply(query, this, [
        `EXPLAIN (ANALYZE, FORMAT JSON) ${args[0]}`,
        args[1],
      ]);
      explained.push(rows[0]['QUERY PLAN'][0].Plan);
    }
    return Reflect.apply(query, this, args);
  } as never;
  const answer = await scene.get(path, as).then(
    (found) => found,
    () => undefined,
  );
  pg.Client.prototype.query = original;
  return { answer, steps: explained.flatMap((plan) => [...steps(plan)]) };
}

test.each([
  ['by title', '/conventions?limit=20', 'adviser'],
  ['by the day on which they take effect', '/conventions?limit=20&sort=effect', 'adviser'],
  ['by term', '/conventions?limit=20&sort=term', 'adviser'],
  ['by words', '/conventions?limit=20&text=ctg', 'adviser'],
  ['by status', '/conventions?limit=20&on=2025-06-01&status=in-preparation', 'adviser'],
  ['by commune', '/conventions?limit=20&commune=59012', 'adviser'],
  ['of all Cafs', '/conventions?limit=20', 'auditor'],
  ['of one of them', '/conventions?limit=20&caf=caf-62', 'auditor'],
  ['with what they await', '/work?limit=20', 'adviser'],
])(
  'a page of conventions %s reads no more of them than it shows, however many there are',
  async (_what, path, as) => {
    const { answer, steps: found } = await readFor(path, as);
    expect(answer?.status).toBe(200);
    expect(answer?.body.items).toHaveLength(20);
    expect(found.filter(({ kind }) => kind.includes('Sort'))).toEqual([]);
    const most = Math.max(...found.filter(({ table }) => table === 'convention').map(({ rows }) => rows));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(60);
  },
);
