import { randomUUID } from 'node:crypto';
import { defineEvent, EventDecoder, type EventDefinition, type PublishedEvent } from '@ctg/contracts';
import { type EventStore, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type Feed, rows } from '@ctg/feed';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { testDatabase } from '@ctg/local-postgres';
import {
  Column,
  type DataSource,
  Entity,
  type MigrationInterface,
  PrimaryColumn,
  type QueryRunner,
} from 'typeorm';
import { z } from 'zod';
import { openReadModel, type Projection } from '../index.js';

/** A read model of every kind of column, for the tests of this library. */
@Entity({ name: 'counter' })
export class Counter {
  @PrimaryColumn('text', { name: 'counter_id' }) counterId!: string;
  @Column('integer') total!: number;
  @Column('jsonb') values!: number[];
  @Column('date', { name: 'last_on', nullable: true }) lastOn!: string | null;
  @Column('timestamptz', { name: 'recorded_at', nullable: true }) recordedAt!: Date | null;
  @Column('text', { array: true }) labels!: string[];
  @Column('numeric', { nullable: true }) amount!: string | null;
}

export class CreateCounter1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE counter (counter_id text PRIMARY KEY, total integer NOT NULL, values jsonb NOT NULL, last_on date,
         recorded_at timestamptz, labels text[] NOT NULL, amount numeric);
       CREATE INDEX counter_by_total ON counter (total)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE counter');
  }
}

const counted = defineEvent({
  type: 'demo.Counted',
  title: 'Compté',
  schema: z.object({ by: z.number(), label: z.string().optional() }),
});
const cleared = defineEvent({ type: 'demo.Cleared', title: 'Remis à zéro', schema: z.object({}) });

export const counters: Projection<Counter> = {
  name: 'counters',
  entity: Counter,
  key: 'counterId',
  source: 'own',
  eventTypes: [counted.type, cleared.type],
  keys: (event) => [event.conventionId ?? event.stream],
  apply(row, event, key) {
    if (event.type === cleared.type) return undefined;
    const { by, label } = event.data as { by: number; label?: string };
    const next = row ?? {
      counterId: key,
      total: 0,
      values: [],
      lastOn: null,
      recordedAt: null,
      labels: [],
      amount: null,
    };
    next.total += by;
    if (by < 0) throw new Error(`cannot count ${by}`);
    next.values.push(by);
    if (label !== undefined) next.labels.push(label);
    next.lastOn = event.occurredOn;
    next.recordedAt = new Date(event.recordedAt);
    next.amount = (next.total / 4).toFixed(2);
    return next;
  },
};

const decoder = new EventDecoder([counted, cleared] as unknown as EventDefinition[]);
export const decode = decoder.decode.bind(decoder) as (
  ...read: Parameters<typeof decoder.decode>
) => PublishedEvent;

/** A service with one read model on a database of its own. */
export interface Scene {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly feed: Feed;
  readonly url: string;
  count(counter: string, by: readonly number[], label?: string): Promise<void>;
  clear(counter: string): Promise<void>;
  row(counter: string): Promise<Counter | null>;
}

export async function onScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const dataSource = await openReadModel({
    schema: 'demo',
    url: database.url,
    entities: [Counter],
    migrations: [CreateCounter1700000000000],
  });
  const feed = await openEmbeddedFeed({ store, dataSource, decode, attempts: 2, leaseMs: 1_000 });
  const append = async (counter: string, events: { type: string; data: object }[]) => {
    await store.append(
      streamName('demo.counter', counter),
      events.map(({ type, data }) => ({
        id: randomUUID(),
        type,
        data: data as never,
        metadata: metadata(counter),
      })),
      { expectedRevision: 'any' },
    );
  };
  try {
    await play({
      store,
      dataSource,
      feed,
      url: database.url,
      count: (counter, by, label) =>
        append(
          counter,
          by.map((each) => ({
            type: counted.type,
            data: label === undefined ? { by: each } : { by: each, label },
          })),
        ),
      clear: (counter) => append(counter, [{ type: cleared.type, data: {} }]),
      row: (counter) => dataSource.getRepository(Counter).findOneBy({ counterId: counter }),
    });
  } finally {
    await feed.close();
    await dataSource.destroy();
    await store.close();
    await database.drop();
  }
}

const metadata = (conventionId: string) => ({
  schemaVersion: 1,
  cafId: 'caf-59',
  conventionId,
  actor: { subject: 'somebody', role: 'caf_adviser' },
  correlationId: randomUUID(),
  causationId: randomUUID(),
  occurredOn: '2026-01-12',
});

/** Every row of the table, in a form that can be compared. */
export const wholeTable = (dataSource: DataSource): Promise<unknown[]> =>
  rows(dataSource.manager, 'SELECT * FROM counter ORDER BY counter_id');
