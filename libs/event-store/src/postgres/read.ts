import type { Pool } from 'pg';
import { StoreUnavailable } from '../errors.js';
import { saying } from '../filter.js';
import {
  type Filter,
  type JsonObject,
  type Position,
  type ReadPageOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  START,
  type StoreIdentity,
  type SubscriptionPage,
} from '../port.js';

/** In the order of `columns`; arrays are faster than objects by a third on long pages. */
type EventRow = readonly [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  data: string,
  metadata: string,
  recordedAt: Date,
];

/** Which event stands at a position. */
export interface EventMark {
  readonly position: Position;
  /** Undefined at the start, where no event is. */
  readonly id: string | undefined;
}

const columns = 'position, stream, revision, event_id, type, data, metadata, recorded_at';

const defaultLimit = 1_000;
const defaultLookThrough = 10_000;

/** Reading pages of events; every query is bounded and answered from an index. */
export class EventReader {
  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  /** Events of one stream from a revision on, at most `limit`. */
  async streamPage(
    stream: string,
    { from, direction, limit }: Required<ReadStreamOptions>,
  ): Promise<readonly RecordedEvent[]> {
    const [compare, order] = direction === 'forwards' ? ['>=', 'ASC'] : ['<=', 'DESC'];
    return this.#events(
      `stream-${direction}`,
      `SELECT ${columns} FROM ${this.schema}.events
        WHERE stream = $1 AND revision ${compare} $2 ORDER BY revision ${order} LIMIT $3`,
      [stream, from, limit],
    );
  }

  /** The event of an id, if it stands in that stream. */
  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    const [event] = await this.#events(
      'find',
      `SELECT ${columns} FROM ${this.schema}.events WHERE event_id = $1 AND stream = $2`,
      [eventId, stream],
    );
    return event;
  }

  /** The next events after a position, none beyond `end`, and how far they were looked for. */
  async page(
    {
      after = START,
      filter,
      metadata,
      limit = defaultLimit,
      lookThrough = defaultLookThrough,
    }: ReadPageOptions,
    end: Position,
  ): Promise<SubscriptionPage> {
    // Positions are dense: so many positions are at most so many rows to look at.
    const furthest = after + BigInt(lookThrough);
    const looksAtOthers = metadata !== undefined || !walksItsOwnIndex(filter);
    const upTo = looksAtOthers && furthest < end ? furthest : end;
    const found =
      upTo > after && limit > 0 ? await this.#allPage(after, upTo, limit, { filter, metadata }) : [];
    const isWhole = found.length < limit;
    const position = isWhole ? (upTo > after ? upTo : after) : (found.at(-1)?.position ?? after);
    const events = metadata ? found.filter(saying(metadata)) : found;
    return { events, position, caughtUp: position >= end };
  }

  /** Events after a position and up to another one, in the order of the store. */
  #allPage(
    after: Position,
    upTo: Position,
    limit: number,
    { filter, metadata }: Wanted,
  ): Promise<readonly RecordedEvent[]> {
    const { name, sql, values } = condition(filter);
    const wanted = sayings(metadata);
    const says = wanted
      .map((_, index) => ` AND strpos(metadata, $${4 + values.length + index}) > 0`)
      .join('');
    return this.#events(
      `all-${name}${wanted.length > 0 ? `-saying-${wanted.length}` : ''}`,
      `SELECT ${columns} FROM ${this.schema}.events
        WHERE position > $1 AND position <= $2 ${sql}${says} ORDER BY position LIMIT $3`,
      [String(after), String(upTo), limit, ...values, ...wanted],
    );
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    const [event] = await this.#events(
      'event-at',
      `SELECT ${columns} FROM ${this.schema}.events WHERE position = $1`,
      [String(position)],
    );
    return event;
  }

  identity(): Promise<StoreIdentity> {
    return this.#identity('identity', `SELECT id, epoch FROM ${this.schema}.identity`, []);
  }

  beginEpoch(atLeast: number): Promise<StoreIdentity> {
    return this.#identity(
      'begin-epoch',
      `UPDATE ${this.schema}.identity SET epoch = greatest(epoch + 1, $1) RETURNING id, epoch`,
      [atLeast],
    );
  }

  async #identity(name: string, text: string, values: readonly unknown[]): Promise<StoreIdentity> {
    const [row] = await this.#query<readonly [id: string, epoch: number]>(name, text, values);
    if (!row)
      throw new StoreUnavailable(
        `The event store has lost its identity (table ${this.schema}.identity is empty).`,
      );
    return { id: row[0], epoch: row[1] };
  }

  async head(): Promise<Position> {
    return (await this.last()).position;
  }

  /** The last event of the store by its place and id; of an empty store the start. */
  async last(): Promise<EventMark> {
    const [row] = await this.#query<readonly [position: string, id: string]>(
      'head',
      `SELECT position, event_id FROM ${this.schema}.events ORDER BY position DESC LIMIT 1`,
      [],
    );
    return { position: BigInt(row?.[0] ?? 0), id: row?.[1] };
  }

  async #events(name: string, text: string, values: readonly unknown[]): Promise<readonly RecordedEvent[]> {
    return (await this.#query<EventRow>(name, text, values)).map(asRecorded);
  }

  async #query<Row extends readonly unknown[]>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    try {
      const query = { name: `${this.schema}.${name}`, text, values: [...values], rowMode: 'array' as const };
      return (await this.pool.query(query)).rows as unknown as Row[];
    } catch (cause) {
      throw new StoreUnavailable(`The event store could not be read: ${(cause as Error).message}`, { cause });
    }
  }
}

interface Wanted {
  readonly filter: Filter | undefined;
  readonly metadata: ReadPageOptions['metadata'] | undefined;
}

/**
 * What stands in the text of metadata that say this. They are canonical JSON, so it stands there in just this way, and in no
 * text of another field, whose quotes are escaped; a field inside another one may be called the same, so what is found is looked
 * at once more. Text is searched, because parsing each document costs more, and PostgreSQL refuses some that JSON allows.
 */
const sayings = (metadata: ReadPageOptions['metadata']): readonly string[] =>
  Object.entries(metadata ?? {}).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);

/** Looks at nothing but what passes: an index has exactly these events, in order. */
const walksItsOwnIndex = (filter: Filter | undefined): boolean =>
  filter === undefined || 'subject' in filter || ('eventTypes' in filter && filter.eventTypes.length === 1);

/** The SQL of a filter. Prefixes are ranges of the C collation, so an index on the text serves them. */
function condition(filter: Filter | undefined): { name: string; sql: string; values: unknown[] } {
  if (filter === undefined) return { name: 'everything', sql: '', values: [] };
  if ('subject' in filter) return { name: 'subject', sql: 'AND subject = $4', values: [filter.subject] };
  if ('eventTypes' in filter && filter.eventTypes.length === 1)
    return { name: 'type', sql: 'AND type = $4', values: [filter.eventTypes[0]] };
  if ('eventTypes' in filter)
    return { name: 'types', sql: 'AND type = ANY ($4)', values: [filter.eventTypes] };
  return {
    name: 'prefixes',
    sql: 'AND EXISTS (SELECT 1 FROM unnest($4::text[]) AS prefix WHERE starts_with(stream, prefix))',
    values: [filter.streamPrefixes],
  };
}

function asRecorded(row: EventRow): RecordedEvent {
  const [position, stream, revision, id, type, rawData, rawMetadata, recordedAt] = row;
  return {
    id,
    type,
    stream,
    revision: Number(revision),
    position: BigInt(position),
    recordedAt,
    data: JSON.parse(rawData) as JsonObject,
    metadata: JSON.parse(rawMetadata) as JsonObject,
    rawData,
    rawMetadata,
  };
}
