import pg from 'pg';
import { assertExpectedRevision, assertStreamName } from '../assertions.js';
import { assertEventId, canonicalEvents } from '../canonical-event.js';
import type { MovedEvent } from '../moving/archive.js';
import type { ReceivingStore } from '../moving/store-archive.js';
import {
  type AppendResult,
  type EventToAppend,
  type ExpectedRevision,
  type Position,
  type ReadAllOptions,
  type ReadPageOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  START,
  type StoreIdentity,
  type SubscribeOptions,
  type SubscriptionPage,
} from '../port.js';
import { WakeUp } from '../wake-up.js';
import { AppendHints } from './append-hints.js';
import { type DatabaseLimits, defaultLimits, poolLimits, sessionLimits } from './bounded-client.js';
import { checkServer } from './check-server.js';
import { GroupCommit } from './group-commit.js';
import { HeadWatch } from './head-watch.js';
import { LiveTail } from './live-tail.js';
import { EventReader } from './read.js';
import { receiveEvents } from './receive.js';
import { migrate } from './schema/migrate.js';
import { subscribe } from './subscribe.js';

export interface PostgresEventStoreOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly connectionString: string;
  /** Schema of the events; default `event_store`. Lower-case letters, digits, `_`. */
  readonly schema?: string;
  /** Connections for reading; appends have their own two. Default 8. */
  readonly readConnections?: number;
  /** Default: `defaultLimits`. */
  readonly limits?: Partial<DatabaseLimits>;
  /** Takes a server that may lose acknowledged events in a crash. Default false. */
  readonly acceptUnsafeServer?: boolean;
}

/** More than most streams have, so that those take one round trip. */
const streamPageSize = 2_000;
/** Every page is a walk along an index that stops after so many: never gather and sort all that is left first. */
const alongIndexes = ' -c enable_bitmapscan=off -c enable_seqscan=off -c random_page_cost=1.1';

/**
 * Opens the event store in PostgreSQL: checks the server, brings the schema up to date.
 * @throws Error when the server is unsafe, unreachable, or its schema was tampered with
 */
export async function openPostgresEventStore(options: PostgresEventStoreOptions): Promise<ReceivingStore> {
  const schema = options.schema ?? 'event_store';
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`Not the name of a schema: ${schema}`);
  const limits = { ...defaultLimits, ...options.limits };
  const poolOf = (max: number, settings = '') => {
    const pool = new pg.Pool({
      connectionString: options.connectionString,
      max,
      ...poolLimits(limits),
      // Acknowledged means on disk, whatever the database's defaults are; the append lock needs READ COMMITTED.
      options: `-c synchronous_commit=on -c default_transaction_isolation=read\\ committed ${sessionLimits(limits)} -c client_encoding=UTF8 -c timezone=UTC${settings}`,
      application_name: 'ctg-event-store',
    });
    // A broken idle connection is replaced at the next use; without a listener it would end the process.
    pool.on('error', () => undefined);
    return pool;
  };
  const appends = poolOf(2);
  const reads = poolOf(options.readConnections ?? 8, alongIndexes);
  try {
    await checkServer(options.connectionString, options.acceptUnsafeServer ?? false);
    await migrate(reads, schema);
  } catch (error) {
    await Promise.all([appends.end(), reads.end()]);
    throw error;
  }
  const hints = new AppendHints(
    reads,
    {
      connectionString: options.connectionString,
      ...poolLimits(limits),
      application_name: 'ctg-event-store-hints',
    },
    `${schema}_appended`,
  );
  return new PostgresEventStore(appends, reads, schema, hints);
}

class PostgresEventStore implements ReceivingStore {
  readonly #wakeUp = new WakeUp();
  readonly #watch: HeadWatch;
  readonly #tail: LiveTail;
  readonly #closing = new AbortController();
  readonly #groupCommit: GroupCommit;
  readonly #reader: EventReader;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly appends: pg.Pool,
    private readonly reads: pg.Pool,
    private readonly schema: string,
    hints: AppendHints,
  ) {
    this.#groupCommit = new GroupCommit(appends, schema, () => {
      this.#wakeUp.ring();
      hints.send();
    });
    this.#reader = new EventReader(reads, schema);
    this.#tail = new LiveTail(this.#reader, this.#wakeUp);
    this.#watch = new HeadWatch(() => this.#tail.lookAgain(), this.#wakeUp, hints);
  }

  async append(
    stream: string,
    events: readonly EventToAppend[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult> {
    assertStreamName(stream);
    assertExpectedRevision(expectedRevision);
    return this.#groupCommit.append(stream, canonicalEvents(events), expectedRevision);
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<RecordedEvent> {
    const direction = options.direction ?? 'forwards';
    const step = direction === 'forwards' ? 1 : -1;
    let from = options.from ?? (step > 0 ? 0 : Number.MAX_SAFE_INTEGER);
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0 && from >= 0) {
      const limit = Math.min(left, streamPageSize);
      const page = await this.#reader.streamPage(stream, { from, direction, limit });
      for (const event of page) yield event;
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      left -= page.length;
      from = last.revision + step;
    }
  }

  async findEvent(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    assertStreamName(stream);
    assertEventId(eventId);
    return this.#reader.find(stream, eventId.toLowerCase());
  }

  async readPage(options: ReadPageOptions = {}): Promise<SubscriptionPage> {
    return this.#reader.page(options, await this.#reader.head());
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent> {
    const { filter, pageSize = 1_000 } = options;
    const end = await this.#reader.head();
    let after = options.after ?? START;
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0 && after < end) {
      const limit = Math.min(left, pageSize);
      const page = await this.#reader.page({ after, limit, ...(filter ? { filter } : {}) }, end);
      for (const event of page.events) yield event;
      left -= page.events.length;
      after = page.position;
    }
  }

  subscribe(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionPage, void, undefined> {
    const signals = [this.#closing.signal, ...(options.signal ? [options.signal] : [])];
    return subscribe(this.#reader, this.#wakeUp, this.#watch, this.#tail, {
      ...options,
      signal: AbortSignal.any(signals),
    });
  }

  head(): Promise<Position> {
    return this.#reader.head();
  }

  eventAt(position: Position): Promise<RecordedEvent | undefined> {
    return this.#reader.eventAt(position);
  }

  identity(): Promise<StoreIdentity> {
    return this.#reader.identity();
  }

  beginEpoch(atLeast = 0): Promise<StoreIdentity> {
    return this.#reader.beginEpoch(atLeast);
  }

  receive(events: readonly MovedEvent[]): Promise<void> {
    return receiveEvents(this.appends, this.schema, events).then(() => this.#wakeUp.ring());
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#groupCommit.close();
    await this.#watch.close();
    await Promise.all([this.appends.end(), this.reads.end()]);
  }
}
