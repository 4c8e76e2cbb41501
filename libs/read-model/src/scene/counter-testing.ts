import { randomUUID } from 'node:crypto';
import {
  correctionsOf,
  defineEvent,
  EventDecoder,
  type EventDefinition,
  type PublishedEvent,
} from '@ctg/contracts';
import { type EventStore, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type Feed, rows } from '@ctg/feed';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { testDatabase } from '@ctg/local-postgres';
import {
  Column,
  type DataSource,
  Entity,
  type EntityTarget,
  type MigrationInterface,
  type ObjectLiteral,
  PrimaryColumn,
  type QueryRunner,
} from 'typeorm';
import { z } from 'zod';
import type { CatchUpSettings } from '../catching-up/catch-up.js';
import { openReadModel, type Projection, type RunningProjections, startProjections } from '../index.js';

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
const { FactAnnulled, FactCorrected } = correctionsOf('demo');
const cleared = defineEvent({ type: 'demo.Cleared', title: 'Remis à zéro', schema: z.object({}) });

export const counters: Projection<Counter> = {
  name: 'counters',
  entity: Counter,
  ofNoTenant: true,
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

/** One process of the service. */
export interface Replica {
  readonly dataSource: DataSource;
  readonly feed: Feed;
  readonly running: RunningProjections;
  /** Everything of its table, as its queries find it. */
  table(): Promise<unknown[]>;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  readonly projections?: readonly Projection<Counter>[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** Beside the counters. */
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  readonly store?: EventStore;
  readonly decode?: typeof decode;
  readonly catchUp?: Partial<CatchUpSettings>;
}

/** A service with one read model on a database of its own. */
export interface Scene {
  /** Starts another process of the same service. */
  replica(options?: ReplicaOptions): Promise<Replica>;
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly feed: Feed;
  readonly url: string;
  count(counter: string, by: readonly number[], label?: string): Promise<void>;
  clear(counter: string): Promise<void>;
  /** Corrects the event at a revision of a counter: it counted by so many; absent: it is annulled. */
  correct(counter: string, revision: number, by?: number): Promise<void>;
  row(counter: string): Promise<Counter | null>;
}

const inSchema = (url: string, { projections, migrations, entities = [] }: ReplicaOptions) =>
  openReadModel({
    schema: 'demo',
    url,
    entities: [Counter, ...entities],
    migrations: migrations ?? [CreateCounter1700000000000],
    projections: projections ?? [counters],
  });

async function startReplica(url: string, options: ReplicaOptions & { store: EventStore }): Promise<Replica> {
  const { store, decode: read = decode } = options;
  const dataSource = await inSchema(url, options);
  const feed = await openEmbeddedFeed({
    store,
    dataSource,
    decode: read,
    attempts: 2,
    leaseMs: 1_000,
    standbyPollMs: 50,
  });
  const catchUp = { leaseMs: 1_000, standbyPollMs: 50, ...options.catchUp };
  const running = await startProjections({ dataSource, ownFeed: feed, feed, store, decode: read, catchUp });
  return {
    dataSource,
    feed,
    running,
    table: () => wholeTable(dataSource),
    close: async () => {
      await running.stop();
      await feed.close();
      await dataSource.destroy();
    },
  };
}

export async function onScene(
  play: (scene: Scene) => Promise<void>,
  options: ReplicaOptions = {},
): Promise<void> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const dataSource = await inSchema(database.url, options);
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
      replica: (of = {}) => startReplica(database.url, { store, ...of }),
      count: (counter, by, label) =>
        append(
          counter,
          by.map((each) => ({
            type: counted.type,
            data: label === undefined ? { by: each } : { by: each, label },
          })),
        ),
      clear: (counter) => append(counter, [{ type: cleared.type, data: {} }]),
      async correct(counter, revision, by) {
        for await (const fact of store.readStream(streamName('demo.counter', counter), {
          from: revision,
          limit: 1,
        })) {
          const before = { version: 1, data: fact.data as never, occurredOn: '2026-01-12' };
          const wrong = {
            factId: fact.id,
            factType: fact.type,
            factRevision: revision,
            reason: 'Essai',
            before,
          };
          const { type, data } =
            by === undefined
              ? FactAnnulled(wrong)
              : FactCorrected({ ...wrong, after: { ...before, data: { by } } });
          await append(counter, [{ type, data }]);
        }
      },
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
