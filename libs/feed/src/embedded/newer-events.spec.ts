import { randomUUID } from 'node:crypto';
import { defineEvent, EventDecoder, type EventDefinition } from '@ctg/contracts';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { noted, toAppend } from '../conformance/demo-events.js';
import { Effects } from '../conformance/effects.js';
import { eventually } from '../conformance/harness.js';
import { openEmbeddedFeed } from './index.js';

const group = 'demo:effects';
const schema = z.object({ value: z.number() });
const notedAnew = defineEvent({
  type: noted.type,
  title: 'Noté',
  version: 2,
  schema,
  earlierSchemas: { 1: schema },
  upcasters: { 1: (data) => data },
});

test('an event newer than one member of a group waits for another that knows it, and is parked by none', async () => {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const dataSource = await new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
  const open = (knows: unknown) => {
    const decoder = new EventDecoder([knows as EventDefinition]);
    const decode = decoder.decode.bind(decoder) as never;
    return openEmbeddedFeed({ store, dataSource, decode, leaseMs: 1_000, standbyPollMs: 50 });
  };
  const [older, newer] = [await open(noted), await open(notedAnew)];
  try {
    await Effects.prepare(dataSource);
    const effects = new Effects(dataSource, group);
    const key = randomUUID();
    const old = await older.subscribe({ group, handle: effects.handler() });
    await store.append(
      streamName('demo.note', key),
      [{ value: 1 }, { value: 2, schemaVersion: 2 }, { value: 3 }].map((event) => toAppend(key, event)),
      { expectedRevision: 'any' },
    );
    const waiting = await eventually(
      () => old.status(),
      ({ trouble }) => trouble?.includes('Waits at 2') === true,
    );
    expect(waiting).toMatchObject({ parked: 0, caughtUp: false });
    expect(await effects.values()).toEqual([1]);
    await newer.subscribe({ group, handle: effects.handler() });
    expect(await effects.reach(3)).toEqual([1, 2, 3]);
    expect(await newer.parked(group)).toEqual([]);
  } finally {
    await Promise.all([older.close(), newer.close()]);
    await dataSource.destroy();
    await store.close();
    await database.drop();
  }
});
