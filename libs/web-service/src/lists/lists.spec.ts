import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import supertest from 'supertest';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  answerFaults,
  defineList,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '../index.js';
import { cursorOf } from './cursor.js';
import type { OrderKey } from './keyset.js';

class CreateStone1 implements MigrationInterface {
  name = 'CreateStone1700000000001';
  up = (runner: QueryRunner) =>
    runner.query(`CREATE TABLE stone (stone_id text PRIMARY KEY, wall text NOT NULL, weight integer NOT NULL);
      INSERT INTO stone SELECT lpad(n::text, 3, '0'), CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END, (n * 7) % 10
        FROM generate_series(1, 450) n;
      INSERT INTO stone SELECT lpad(n::text, 5, '0'), 'long', CASE WHEN n % 900 = 0 THEN 1 ELSE 0 END
        FROM generate_series(1001, 3500) n`);
  down = (runner: QueryRunner) => runner.query('DROP TABLE stone');
}

type Row = { id: string; weight: number };
const stones = (
  name: string,
  order: readonly OrderKey[],
  { item = stone, parts = [] }: { readonly item?: z.ZodType<Row>; readonly parts?: readonly string[] } = {},
) =>
  defineList({
    name: `walls.${name}`,
    title: 'Lister les pierres',
    roles: ['caf_adviser'],
    route: `/${name}/:wall`,
    reads: [],
    filters: { lightest: z.coerce.number().optional() },
    item,
    select: ({ query, params, value }) => ({
      columns: 'stone_id AS id, weight',
      from: 'stone',
      where: [
        `wall = ${value(params.wall)}`,
        ...(query.lightest ? [`weight >= ${value(query.lightest)}`] : []),
      ],
      parts,
      order,
    }),
    show: ({ id, weight }: Row) => ({ id, weight }),
  });
/** Looked through stone by stone. */
const heavyOnes = (name: string, parts: readonly string[] = []) =>
  defineList({
    name: `walls.${name}`,
    title: 'Lister les pierres lourdes',
    roles: ['caf_adviser'],
    route: `/${name}/:wall`,
    reads: [],
    filters: {},
    item: z.object({ id: z.string(), weight: z.number() }),
    select: ({ params, value }) => ({
      columns: 'stone_id AS id, weight',
      from: 'stone',
      where: [`wall = ${value(params.wall)}`],
      holds: ['weight > 0'],
      parts,
      order: [{ by: 'stone_id' }],
    }),
    show: (row: Row) => row,
  });
const stone = z.object({ id: z.string(), weight: z.number() });
const id: OrderKey = { by: 'stone_id' };
const byThirds = [0, 1, 2].map((rest) => `stone_id::integer % 3 = ${rest}`);
const lists = [
  stones('by-id', [id]),
  stones('by-weight', [{ by: 'weight', as: 'integer' }, id]),
  stones('heaviest', [{ by: 'weight', as: 'integer', descending: true }, id]),
  stones('latest', [
    { by: 'weight', as: 'integer', descending: true },
    { ...id, descending: true },
  ]),
  stones('by-weight-in-parts', [{ by: 'weight', as: 'integer' }, id], { parts: byThirds }),
  stones('heaviest-in-parts', [{ by: 'weight', as: 'integer', descending: true }, id], { parts: byThirds }),
];
const definition: ServiceDefinition = {
  name: 'walls',
  title: 'Murs',
  commands: [],
  queries: [
    ...lists,
    heavyOnes('heavy'),
    heavyOnes('heavy-in-parts', ['stone_id::integer % 2 = 0', 'stone_id::integer % 2 = 1']),
    stones('lying', [id], { item: z.object({ id: z.string() }) as unknown as z.ZodType<Row> }),
  ],
  projections: [],
  entities: [],
  migrations: [CreateStone1],
};

const verifier: TokenVerifier = {
  async verify(token): Promise<Actor> {
    if (token === 'adviser') return { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' };
    throw new InvalidToken('Ce jeton n’est pas connu.');
  },
};
let database: TestDatabase;
let service: RunningService;
let http: ReturnType<typeof supertest>;
beforeAll(async () => {
  database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url });
  await store.close();
  service = await startService(definition, { databaseUrl: database.url, verifier, logLevel: 'silent' });
  http = supertest(await service.listen(0));
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});
const get = (path: string) => http.get(`/api/walls/${path}`).set('authorization', 'Bearer adviser');

async function everyPage(path: string): Promise<Row[][]> {
  const pages: Row[][] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await get(`${path}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    pages.push(body.items);
    if (body.nextCursor === undefined) return pages;
    cursor = body.nextCursor;
  }
}

test.each<[string, (one: Row, other: Row) => number]>([
  ['by-id', (one, other) => Number(one.id) - Number(other.id)],
  ['by-weight', (one, other) => one.weight - other.weight || Number(one.id) - Number(other.id)],
  ['heaviest', (one, other) => other.weight - one.weight || Number(one.id) - Number(other.id)],
  ['latest', (one, other) => other.weight - one.weight || Number(other.id) - Number(one.id)],
  ['by-weight-in-parts', (one, other) => one.weight - other.weight || Number(one.id) - Number(other.id)],
  ['heaviest-in-parts', (one, other) => other.weight - one.weight || Number(one.id) - Number(other.id)],
])('pages of %s follow one another without a gap or a repetition', async (name, order) => {
  const pages = await everyPage(`${name}/odd?limit=50`);
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 50, 50, 25]);
  const all = pages.flat();
  expect(all).toEqual([...all].sort(order));
  expect(new Set(all.map((one) => one.id)).size).toBe(225);
});

test('what no index serves is looked through for so long; the page is short then, and says where it goes on', async () => {
  const ids = (pages: Row[][]) => pages.map((page) => page.map((one) => one.id));
  // 1,800, 2,700: two in three pages of a thousand looked through.
  expect(ids(await everyPage('heavy/long?limit=50'))).toEqual([['01800'], ['02700'], []]);
  expect(ids(await everyPage('heavy/long?limit=1'))).toEqual([['01800'], ['02700'], []]);
  // Of the odd stones a thousand are looked through in vain, as far as 2,999: so far the page goes.
  expect(ids(await everyPage('heavy-in-parts/long?limit=50'))).toEqual([['01800', '02700'], []]);
  expect(ids(await everyPage('heavy-in-parts/long?limit=1'))).toEqual([['01800'], ['02700']]);
  const all = ids(await everyPage('heavy/even?limit=50'));
  expect(all.map(({ length }) => length)).toEqual([50, 50, 50, 30]);
  expect(all.flat()).toEqual([...all.flat()].sort());
});

test('a page has 50 things when nobody says how many, 200 at most, and filters hold over pages', async () => {
  expect((await get('by-id/odd')).body.items).toHaveLength(50);
  expect((await get('by-id/odd?limit=200')).body.items).toHaveLength(200);
  const heavy = (await everyPage('by-weight/odd?lightest=5&limit=7')).flat();
  expect(heavy.length).toBeGreaterThan(100);
  expect(heavy.every(({ weight }) => weight >= 5)).toBe(true);
});

test.each(['0', '201', '1000', '-1', '0x10', '1e2', '1.5', '', ' 5', 'many'])(
  'a page of « %s » is refused',
  async (limit) => {
    const { status, body } = await get(`by-id/odd?limit=${encodeURIComponent(limit)}`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path: 'limit', message: 'Un nombre entier de 1 à 200 attendu' }]);
  },
);

test('a cursor that was edited, cut, or taken from another list is refused', async () => {
  const { nextCursor } = (await get('by-id/odd?limit=10')).body;
  const bytes = Buffer.from(nextCursor, 'base64url');
  const edited = (change: (text: Buffer) => void) => {
    const copy = Buffer.from(bytes);
    change(copy);
    return copy.toString('base64url');
  };
  const status = async (path: string) => (await get(path)).status;
  expect(await status(`by-id/odd?cursor=${nextCursor}&limit=20`)).toBe(200);
  for (const cursor of [
    edited((copy) => copy.writeUInt8(0x38, copy.length - 3)),
    edited((copy) => copy.writeUInt8(0, 0)),
    nextCursor.slice(0, -4),
    `${nextCursor}=`,
    Buffer.from('["019"]').toString('base64url'),
    '019',
    '%00',
    'x'.repeat(1_999),
    'x'.repeat(3_000),
  ]) {
    expect([cursor, await status(`by-id/odd?cursor=${cursor}`)]).toEqual([cursor, 422]);
  }
  expect(await status(`by-id/even?cursor=${nextCursor}`)).toBe(422);
  expect(await status(`by-weight/odd?cursor=${nextCursor}`)).toBe(422);
  expect(await status(`by-id/odd?lightest=5&cursor=${nextCursor}`)).toBe(422);
  const { body } = await get('by-id/odd?cursor=abc');
  expect(body.errors[0]).toMatchObject({ path: 'cursor', message: expect.stringContaining('nextCursor') });
});

test.each<[string, unknown]>([
  ['by-id', ['\0']],
  ['by-id', [1]],
  ['by-id', [null]],
  ['by-id', { 0: 'x', length: 1 }],
  ['by-id', ['1', '2']],
  ['by-weight', ['heavy', '001']],
  ['by-weight', ['2147483648', '001']],
  ['by-weight', ['', '001']],
])(
  'a place that is none in %s is refused, though somebody made its cursor as we do: %j',
  async (list, place) => {
    const owner = { list: `walls.${list}`, params: { wall: 'odd' }, filters: {} };
    const { status, body } = await get(`${list}/odd?cursor=${cursorOf(owner, place as readonly string[])}`);
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'cursor']);
  },
);

test('an answer that is not as its schema says is a fault, and told to the test', async () => {
  expect((await get('lying/odd?limit=1')).status).toBe(500);
  expect(answerFaults().splice(0)).toEqual([
    'walls.lying: fields that its schema does not name: items.0.weight',
  ]);
});
