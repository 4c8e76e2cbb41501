import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { canonicalEvents } from '../canonical-event.js';
import { newEvent, newStream } from '../conformance/stage.js';
import type { ExpectedRevision } from '../index.js';
import { AppendStatement } from './append-statement.js';
import { openPostgresEventStore } from './index.js';

let database: TestDatabase;
let pool: pg.Pool;
/** The functions that were asked, in order. */
let asked: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  await (await openPostgresEventStore({ connectionString: database.url })).close();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const { query } = pool;
  pool.query = ((...args: [{ name: string }]) => {
    asked.push(args[0].name.split('.')[1] ?? '');
    return Reflect.apply(query, pool, args);
  }) as never;
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});
beforeEach(() => {
  asked = [];
});

const of = (stream: string, expectedRevision: ExpectedRevision, events = 1) => ({
  stream,
  expectedRevision,
  events: canonicalEvents(Array.from({ length: events }, () => newEvent({ text: 'é " \\ {}, 😀' }))),
});

test('appends that say their revision go straight away, and get the places that judging would give', async () => {
  const statement = new AppendStatement(pool, 'event_store');
  const [one, other] = [newStream(), newStream()];
  const [first] = await statement.send([of(one, 'no-stream', 3)]);
  const outcomes = await statement.send([of(other, 'no-stream', 2), of(one, 2, 2)]);
  const head = BigInt(first?.last_position ?? 0);
  expect(outcomes).toEqual([
    { outcome: 'appended', last_revision: '1', last_position: String(head + 2n), taken_id: null },
    { outcome: 'appended', last_revision: '4', last_position: String(head + 4n), taken_id: null },
  ]);
  expect(asked).toEqual(['append_next', 'append_next']);
});

test.each<[string, (stream: string) => ReturnType<typeof of>]>([
  ['a stream that exists', (stream) => of(stream, 'no-stream')],
  ['a revision that is passed', (stream) => of(stream, 0)],
  ['a revision that is not reached', (stream) => of(stream, 7)],
])(
  '%s: nothing of the statement is written, each is judged, and so are the next ones',
  async (_what, wrong) => {
    const statement = new AppendStatement(pool, 'event_store');
    const [stream, fresh] = [newStream(), newStream()];
    await statement.send([of(stream, 'no-stream', 3)]);
    asked = [];
    const [good, bad] = await statement.send([of(fresh, 'no-stream'), wrong(stream)]);
    expect([good?.outcome, bad?.outcome, bad?.last_revision]).toEqual(['appended', 'conflict', '2']);
    expect(asked).toEqual(['append_next', 'append']);
    for (let n = 0; n < 33; n++) await statement.send([of(newStream(), 'no-stream')]);
    expect(asked.slice(2)).toEqual([...Array.from({ length: 32 }, () => 'append'), 'append_next']);
  },
);

test('what is sent again is found again', async () => {
  const statement = new AppendStatement(pool, 'event_store');
  const [append, next] = [of(newStream(), 'no-stream', 2), of(newStream(), 'no-stream')];
  const [first] = await statement.send([append]);
  const [again, other] = await statement.send([append, next]);
  expect(again).toMatchObject({ outcome: 'duplicate', last_position: first?.last_position });
  expect(other).toMatchObject({ outcome: 'appended' });
});

test.each<ExpectedRevision>(['any', 'stream-exists'])('%s is judged', async (expected) => {
  const statement = new AppendStatement(pool, 'event_store');
  const stream = newStream();
  await statement.send([of(stream, 'no-stream')]);
  const [outcome] = await statement.send([of(stream, expected)]);
  expect([outcome?.outcome, asked.at(-1)]).toEqual(['appended', 'append']);
});

test('the function itself leaves no gap, whoever calls it', async () => {
  const stream = newStream();
  const call = (revisions: number[]) =>
    pool.query({
      name: 'x.direct',
      text: `SELECT event_store.append_next($1, $2, $3, $4, $5, $6, $6)`,
      values: [
        revisions.map(() => stream),
        revisions.map(() => 's'),
        revisions,
        revisions.map(() => randomUUID()),
        revisions.map(() => 'test.Called'),
        revisions.map(() => '{}'),
      ],
    });
  for (const wrong of [[1], [0, 2], [0, 1, 3], [-1], [1, 0]])
    await expect(call(wrong)).rejects.toMatchObject({ code: 'CT001' });
  await call([0, 1]);
  await expect(call([1])).rejects.toMatchObject({ code: '23505' });
  await expect(call([4])).rejects.toMatchObject({ code: 'CT001' });
  await call([2]);
});
