import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import pg from 'pg';
import { v7 as newUuid } from 'uuid';
import { openScene, Poured, pour, type Scene, type Tank, tank } from './scene-testing.js';
import { Snapshots, snapshotTable } from './snapshots.js';
import { StreamStates } from './stream-states.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const metadata = { schemaVersion: 1, cafId: 'caf-59', occurredOn: '2026-01-01' };
const pours = (howMany: number) =>
  Array.from({ length: howMany }, () => ({
    id: newUuid(),
    type: Poured.type,
    data: { litres: 1 },
    metadata,
  }));
const write = async (store: EventStore, id: string, howMany: number, revision = -1) => {
  for (let at = revision, left = howMany; left > 0; left -= 500, at += 500)
    await store.append(`testing.tank-${id}`, pours(Math.min(left, 500)), {
      expectedRevision: at < 0 ? 'no-stream' : at,
    });
};

test('an event is folded once, however many read its stream at once', async () => {
  const id = newUuid();
  const states = new StreamStates(scene.store);
  await write(scene.store, id, 300);
  const current = () => states.current(`testing.tank-${id}`, tank);
  for (const { state, revision } of await Promise.all([current(), current(), current()]))
    expect({ ...state, revision }).toEqual({ litres: 300, revision: 299 });
  await write(scene.store, id, 5, 299);
  const [one] = await Promise.all([current(), current(), current()]);
  expect(one.state.litres).toBe(305);
  expect(tank.initial).toEqual({ litres: 0 });
});

test('a long fold lets others have their turn', async () => {
  const id = newUuid();
  await write(scene.store, id, 60);
  const slow = {
    ...tank,
    evolve(state: Tank, event: Parameters<typeof tank.evolve>[1]) {
      for (const until = performance.now() + 2; performance.now() < until; );
      return tank.evolve(state, event);
    },
  };
  let turns = 0;
  const taking = setInterval(() => turns++, 0);
  await new StreamStates(scene.store).current(`testing.tank-${id}`, slow);
  clearInterval(taking);
  expect(turns).toBeGreaterThan(5);
});

test('what is kept in memory is bounded by its size, and what was let go is folded again', async () => {
  const states = new StreamStates(scene.store, undefined, { streams: 1_000, bytes: 5_000 });
  const ids = Array.from({ length: 8 }, () => newUuid());
  for (const id of ids) {
    await write(scene.store, id, 3);
    await states.current(`testing.tank-${id}`, tank);
  }
  const kept = ids.filter((id) => states.kept(`testing.tank-${id}`, tank));
  expect(kept).toEqual(ids.slice(-kept.length));
  expect(kept.length).toBeLessThan(6);
  expect((await states.current(`testing.tank-${ids[0]}`, tank)).state.litres).toBe(3);
});

test('a state of a history that the store no longer has is dropped: it was restored', async () => {
  const id = newUuid();
  const stream = `testing.tank-${id}`;
  const restored = await openPostgresEventStore({ connectionString: scene.url, schema: 'restored' });
  try {
    await write(scene.store, id, 3);
    let now = scene.store;
    const switched = { readStream: (...args) => now.readStream(...args) } as EventStore;
    const states = new StreamStates(switched);
    expect((await states.current(stream, tank)).revision).toBe(2);
    now = restored;
    expect((await states.current(stream, tank)).revision).toBe(-1);
    await write(restored, id, 5);
    now = scene.store;
    await states.current(stream, tank);
    now = restored;
    expect((await states.current(stream, tank)).state.litres).toBe(5);
  } finally {
    await restored.close();
  }
});

describe('snapshots', () => {
  let pool: pg.Pool;
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: scene.url });
    await pool.query(snapshotTable);
  });
  afterAll(() => pool?.end());
  const tables = {
    query: async <Row>(sql: string, values?: readonly unknown[]) =>
      (await pool.query(sql, values as unknown[])).rows as Row[],
  };
  const versioned = { ...tank, version: 1 };
  const written = async (stream: string, revision: number) => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const { rows } = await pool.query('SELECT revision FROM command_state_snapshot WHERE stream = $1', [
        stream,
      ]);
      if (Number(rows[0]?.revision) >= revision) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It was never written.');
  };
  /** The store, counting the events that are read. */
  const counting = () => {
    const read = { events: 0 };
    const store = {
      async *readStream(...args: Parameters<EventStore['readStream']>) {
        for await (const event of scene.store.readStream(...args)) {
          read.events++;
          yield event;
        }
      },
    } as unknown as EventStore;
    return { read, store };
  };

  test('a long stream is folded from its newest one, by a process that has just started', async () => {
    const id = newUuid();
    const stream = `testing.tank-${id}`;
    await write(scene.store, id, 700);
    await new StreamStates(scene.store, new Snapshots(tables)).current(stream, versioned);
    await written(stream, 699);
    await write(scene.store, id, 10, 699);
    const { store, read } = counting();
    const found = await new StreamStates(store, new Snapshots(tables)).current(stream, versioned);
    expect(found).toMatchObject({ state: { litres: 710 }, revision: 709, cafId: 'caf-59' });
    expect(read.events).toBe(11);
  });

  test('one of another fold, of another history, or that cannot be read is done without', async () => {
    const id = newUuid();
    const stream = `testing.tank-${id}`;
    await write(scene.store, id, 600);
    await new StreamStates(scene.store, new Snapshots(tables)).current(stream, versioned);
    await written(stream, 599);
    // These look at it only: one that they wrote meanwhile would be another than the one that the test damages.
    const lookingOnly: typeof tables = {
      query: async (sql, values) => (sql.trimStart().startsWith('SELECT') ? tables.query(sql, values) : []),
    };
    const fold = async (version: number, from = lookingOnly) => {
      const { store, read } = counting();
      const { state } = await new StreamStates(store, new Snapshots(from)).current(stream, {
        ...tank,
        version,
      });
      return { litres: state.litres, read: read.events };
    };
    expect(await fold(1)).toEqual({ litres: 600, read: 1 });
    expect(await fold(2)).toEqual({ litres: 600, read: 600 });
    await pool.query('UPDATE command_state_snapshot SET event_id = $1, fold_version = 1 WHERE stream = $2', [
      newUuid(),
      stream,
    ]);
    expect(await fold(1)).toEqual({ litres: 600, read: 601 });
    await pool.query("UPDATE command_state_snapshot SET state = '{' WHERE stream = $1", [stream]);
    expect((await fold(1)).litres).toBe(600);
    const broken = { query: () => Promise.reject(new Error('no such table')) };
    expect(await fold(1, broken)).toEqual({ litres: 600, read: 600 });
  });

  test('commands go on from it, and one that is written meanwhile by an older fold does not replace a newer one', async () => {
    const id = newUuid();
    const stream = `testing.tank-${id}`;
    const light = { ...pour, decider: { ...versioned, version: 2 }, decide: pour.decide };
    await write(scene.store, id, 520);
    const empty = scene.executor({ snapshots: new Snapshots(tables) });
    await expect(empty.execute(light, scene.request(id, 1))).rejects.toThrow('Trop plein');
    await written(stream, 519);
    await new StreamStates(scene.store, new Snapshots(tables)).current(stream, versioned);
    await expect(
      scene.executor({ snapshots: new Snapshots(tables) }).execute(light, scene.request(id, -600)),
    ).resolves.toMatchObject({ revision: 520 });
    const { rows } = await pool.query('SELECT fold_version FROM command_state_snapshot WHERE stream = $1', [
      stream,
    ]);
    expect(rows).toEqual([{ fold_version: 2 }]);
  });
});
