import { setTimeout as pause } from 'node:timers/promises';
import {
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { CanonicalEvent } from '../../canonical-event.js';
import {
  AppendTooLarge,
  EventIdReused,
  InvalidEvent,
  RevisionConflict,
  StoreUnavailable,
  StreamDamaged,
} from '../../errors.js';
import type { AppendResult, ExpectedRevision, Position, RecordedEvent } from '../../port.js';
import { type Connection, patience } from '../connection/connection.js';
import { isBadPosition, isBadRequest } from '../connection/meaning.js';
import type { StreamReader } from '../reading/stream-reader.js';
import { positionOf, toWire } from '../wire.js';

type Exact = number | 'no-stream';

/**
 * Appends. Only `no-stream` and exact revisions are sent: with those the server knows a repeat at the place where it was
 * first written, for ever; with `any` and `stream-exists` only while its cache lasts, and then writes it a second time.
 */
export class Appender {
  /** The same append twice at once in this process is one: the server would let the second wait, then time out. */
  readonly #underWay = new Map<string, Promise<AppendResult>>();
  /** The furthest place this process knows of. */
  #furthest: Position = 0n;

  constructor(
    private readonly connection: Connection,
    private readonly reader: StreamReader,
  ) {}

  /** Something at this place was read. */
  knows(position: Position): void {
    if (position > this.#furthest) this.#furthest = position;
  }

  append(
    stream: string,
    events: readonly CanonicalEvent[],
    expected: ExpectedRevision,
    recordedAt?: readonly Date[],
  ): Promise<AppendResult> {
    const key = `${stream}\n${expected}\n${JSON.stringify(events)}`;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const append = this.#append(stream, events, expected, recordedAt).finally(() =>
      this.#underWay.delete(key),
    );
    this.#underWay.set(key, append);
    return append;
  }

  #append(
    stream: string,
    events: readonly CanonicalEvent[],
    expected: ExpectedRevision,
    recordedAt?: readonly Date[],
  ): Promise<AppendResult> {
    return expected === 'any' || expected === 'stream-exists'
      ? this.#loosely(stream, events, expected, recordedAt)
      : this.#exactly(stream, events, expected, recordedAt);
  }

  /** Reads the last revision, and whether the events are there already, then sends an exact one; again when another was faster. */
  async #loosely(
    stream: string,
    events: readonly CanonicalEvent[],
    expected: 'any' | 'stream-exists',
    recordedAt?: readonly Date[],
  ): Promise<AppendResult> {
    const until = performance.now() + patience;
    for (;;) {
      const { last, found } = await this.reader.findAll(stream, new Set(events.map(({ id }) => id)));
      if (found.length > 0) return repeated(stream, events, found);
      if (last === 'no-stream' && expected === 'stream-exists')
        throw new RevisionConflict(stream, expected, 'no-stream');
      try {
        return await this.#exactly(stream, events, last, recordedAt);
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        if (performance.now() > until)
          throw new StoreUnavailable(`Stream ${stream} is written by others all the time.`, { cause: error });
        await pause(Math.random() * 20);
      }
    }
  }

  async #exactly(
    stream: string,
    events: readonly CanonicalEvent[],
    expected: Exact,
    recordedAt?: readonly Date[],
  ): Promise<AppendResult> {
    const knownBefore = this.#furthest;
    const expectedRevision = expected === 'no-stream' ? 'no_stream' : BigInt(expected);
    const wire = events.map((event, index) => toWire(event, recordedAt?.[index]));
    let result: AppendResult;
    try {
      const answer = await this.connection.append((client) =>
        client.appendToStream(stream, wire, { expectedRevision }),
      );
      result = { revision: Number(answer.nextExpectedRevision), position: positionOf(answer.position) };
    } catch (error) {
      throw await this.#meant(error, stream, events, expected);
    }
    this.knows(result.position);
    const first = expected === 'no-stream' ? 0 : expected + 1;
    if (result.revision !== first + events.length - 1)
      throw new StreamDamaged(
        stream,
        `its revisions go on at ${result.revision} where ${first} was next: it was deleted`,
      );
    // A repeat is answered with its first place. Only then can the content differ; a repeat of what another process wrote
    // after all that this one has read is not told apart.
    return result.position > knownBefore ? result : this.#sameContent(stream, events, first, result);
  }

  async #sameContent(
    stream: string,
    events: readonly CanonicalEvent[],
    first: number,
    result: AppendResult,
  ): Promise<AppendResult> {
    const there = await this.reader.page(stream, {
      from: first,
      direction: 'forwards',
      limit: events.length,
    });
    const other = events.find((event, index) => !isSame(event, there[index]));
    if (other) throw new EventIdReused(stream, other.id);
    return result;
  }

  async #meant(
    error: unknown,
    stream: string,
    events: readonly CanonicalEvent[],
    expected: Exact,
  ): Promise<unknown> {
    if (error instanceof WrongExpectedVersionError) {
      const actual = error.actualVersion;
      return new RevisionConflict(
        stream,
        expected,
        typeof actual === 'bigint' ? Number(actual) : 'no-stream',
      );
    }
    if (error instanceof MaxAppendSizeExceededError)
      return new AppendTooLarge(
        `The server takes less than ${error.maxAppendSize} bytes of data in one append of ${events.length} events.`,
      );
    if (error instanceof StreamDeletedError)
      return new StreamDamaged(stream, 'it was deleted for ever (tombstoned)');
    if (isBadPosition(error)) return new StreamDamaged(stream, 'it was deleted and written to again');
    if (isBadRequest(error))
      return new InvalidEvent(`The server does not take this append to ${stream}.`, { cause: error });
    return error;
  }
}

/** The answer of before, when the events stand there together, the same; anything else is another use of an id. */
function repeated(
  stream: string,
  events: readonly CanonicalEvent[],
  found: readonly RecordedEvent[],
): AppendResult {
  const inOrder = [...found].sort((one, two) => one.revision - two.revision);
  const last = inOrder.at(-1);
  const first = inOrder[0];
  const other = events.find((event, index) => !isSame(event, inOrder[index]));
  const isTogether = first && last && last.revision - first.revision === events.length - 1;
  if (other || !isTogether || !last) throw new EventIdReused(stream, (other ?? events[0])?.id ?? '');
  return { revision: last.revision, position: last.position };
}

const isSame = (given: CanonicalEvent, there: RecordedEvent | undefined) =>
  there !== undefined &&
  given.id === there.id &&
  given.type === there.type &&
  given.data === there.rawData &&
  given.metadata === there.rawMetadata;
