import type { ResolvedEvent } from '@eventstore/db-client';
import { assertExpectedRevision, assertStreamName } from '../assertions.js';
import { assertEventId, canonicalEvents } from '../canonical-event.js';
import { InvalidEvent } from '../errors.js';
import { saying } from '../filter.js';
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
  type StoreLoad,
  type SubscribeOptions,
  type SubscriptionPage,
} from '../port.js';
import { WakeUp } from '../wake-up.js';
import { readAddress } from './connection/address.js';
import { mostStreams } from './connection/budget.js';
import { Connection } from './connection/connection.js';
import { refusalOf } from './connection/refusal.js';
import { beginEpoch, identityOf } from './identity.js';
import { AllReader } from './reading/all-reader.js';
import { DescribedStreams } from './reading/described-streams.js';
import { LiveTail } from './reading/live-tail.js';
import { Notable } from './reading/notable.js';
import { StreamReader } from './reading/stream-reader.js';
import { subscribe } from './reading/subscribe.js';
import { excessiveRights, UnsafeServer } from './rights.js';
import { recordedAtKey } from './wire.js';
import { Appender } from './writing/appender.js';
import { ofOneAppend } from './writing/of-one-append.js';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113,…?tls=true&tlsCAFile=…`; see `readAddress`. */
  readonly url: string;
  /** Of the user that the address names without one. */
  readonly password?: string;
  /** Refuses a server on which this user may delete. Default: says so, and goes on. */
  readonly mustBeSafe?: boolean;
  /** Is told what an operator should know: a client replaced, projections on the server, a stream damaged. */
  readonly notice?: (sentence: string) => void;
}

/**
 * Opens the event store in EventStoreDB (KurrentDB): a single node, or a cluster found by its nodes or by DNS.
 * What was observed of a real server, and how each of its traps is avoided, stands in `assumptions.md` and beside the code.
 * @throws WrongAddress the address cannot be used; StoreRefusal why it cannot be served from; UnsafeServer this user may delete
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDbStore> {
  const notice = options.notice ?? (() => undefined);
  const connection = new Connection(readAddress(options.url, options.password), notice);
  const store = new EventStoreDbStore(connection, notice);
  try {
    await store.head();
    const excessive = await excessiveRights(connection);
    if (excessive.length > 0) {
      const unsafe = new UnsafeServer(connection.address.shown, excessive);
      if (options.mustBeSafe) throw unsafe;
      options.notice?.(unsafe.message);
    }
  } catch (error) {
    await store.close();
    throw refusalOf(connection.address.shown, error);
  }
  return store;
}

export class EventStoreDbStore implements ReceivingStore {
  readonly #wakeUp = new WakeUp();
  readonly #closing = new AbortController();
  readonly #streams: StreamReader;
  readonly #all: AllReader;
  readonly #tail: LiveTail;
  readonly #appender: Appender;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    notice: (sentence: string) => void,
  ) {
    const ring = () => this.#wakeUp.ring();
    const notable = new Notable(notice);
    const mind = (record: ResolvedEvent) => notable.mind(record);
    this.#all = new AllReader(connection, (position) => this.#appender.knows(position), mind);
    const described = new DescribedStreams((after) => this.#all.described(after));
    this.#streams = new StreamReader(connection, described);
    this.#appender = new Appender(connection, this.#streams);
    this.#tail = new LiveTail(connection, this.#all, ring, mind);
    connection.onLoss(() => {
      this.#all.forget();
      described.forget();
    });
  }

  async append(
    stream: string,
    events: readonly EventToAppend[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult> {
    assertStreamName(stream);
    assertExpectedRevision(expectedRevision);
    if (events.some(({ metadata }) => Object.hasOwn(metadata ?? {}, recordedAtKey)))
      throw new InvalidEvent(`Metadata named ${recordedAtKey} is the store's own.`);
    return this.#appender.append(stream, canonicalEvents(events), expectedRevision);
  }

  readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<RecordedEvent> {
    return this.#streams.events(stream, options);
  }

  async findEvent(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    assertStreamName(stream);
    assertEventId(eventId);
    return this.#streams.find(stream, eventId.toLowerCase());
  }

  async readPage(options: ReadPageOptions = {}): Promise<SubscriptionPage> {
    const page = await this.#all.page(options);
    return options.metadata ? { ...page, events: page.events.filter(saying(options.metadata)) } : page;
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent> {
    const { filter, pageSize = 1_000 } = options;
    const end = await this.#all.head();
    let after = options.after ?? START;
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0 && after < end) {
      const limit = Math.min(left, pageSize);
      const page =
        this.#tail.pageUpTo(end, after, { pageSize: limit, ...(filter ? { filter } : {}) }) ??
        (await this.#all.page({ after, limit, lookThrough: 200_000, ...(filter ? { filter } : {}) }));
      for (const event of page.events) {
        // What came after the reading began is for the next one.
        if (event.position > end) return;
        yield event;
      }
      if (page.caughtUp) return;
      left -= page.events.length;
      after = page.position;
    }
  }

  subscribe(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionPage, void, undefined> {
    const signals = [this.#closing.signal, ...(options.signal ? [options.signal] : [])];
    return subscribe(this.#all, this.#tail, this.#wakeUp, { ...options, signal: AbortSignal.any(signals) });
  }

  head(): Promise<Position> {
    return this.#all.head();
  }

  /** The event at just this position; undefined when none of ours stands there. */
  eventAt(position: Position): Promise<RecordedEvent | undefined> {
    return this.#all.at(position);
  }

  /** Which store this is, for ever, and in which epoch. Read each time: it may be restored under us. */
  identity(): Promise<StoreIdentity> {
    return identityOf(this.connection);
  }

  beginEpoch(atLeast = 0): Promise<StoreIdentity> {
    return beginEpoch(this.connection, atLeast);
  }

  load(): StoreLoad {
    const { reads, isAppending } = this.connection;
    const openStreams = reads.taken + (this.#tail.isOpen ? 1 : 0) + (isAppending ? 1 : 0);
    return { openStreams, mostStreams, waiting: reads.waiting };
  }

  async receive(events: readonly MovedEvent[]): Promise<void> {
    for (const group of ofOneAppend(events)) {
      const { stream, revision } = group[0] as MovedEvent;
      const canonical = group.map(({ id, type, rawData, rawMetadata }) => ({
        id,
        type,
        data: rawData,
        metadata: rawMetadata,
      }));
      const times = group.map(({ recordedAt }) => recordedAt);
      await this.#appender.append(stream, canonical, revision === 0 ? 'no-stream' : revision - 1, times);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.connection.leave();
    this.#closing.abort();
    this.#wakeUp.ring();
    await this.#tail.close();
    await this.connection.close();
  }
}
