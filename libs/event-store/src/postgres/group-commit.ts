import type { Pool } from 'pg';
import type { CanonicalEvent } from '../canonical-event.js';
import { EventIdReused, RevisionConflict, StoreUnavailable } from '../errors.js';
import type { AppendResult, ExpectedRevision } from '../port.js';
import { type AppendOfStatement, AppendStatement, type Outcome } from './append-statement.js';

/** One append on its way to the server. */
interface WaitingAppend extends AppendOfStatement {
  readonly bytes: number;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** Appends that may wait at once; beyond, the store pushes back instead of growing. */
const maxWaiting = 10_000;
const maxWaitingBytes = 256 * 1024 * 1024;
/** The first append of a statement may be as large as the port allows; more join it up to here. */
const maxEventsPerStatement = 1_000;
const maxBytesPerStatement = 4 * 1024 * 1024;
/** Statements under way at once. A second one waits for the lock with half the batch: measured slower. */
const maxStatements = 1;
/** Tries of a statement that the server could not be reached for, and how long after the first one a last one may begin. */
const maxTries = 4;
const lastTryAfter = 15_000;

/**
 * Coalesces the appends that arrive while a statement is under way into the next one. A stream and an event id stand in
 * one statement at most once, so that the server can judge all its appends at a glance.
 */
export class GroupCommit {
  #waiting: WaitingAppend[] = [];
  #waitingBytes = 0;
  /** Streams in the statements under way: a later append to one of them waits, so that it cannot overtake. */
  readonly #busyStreams = new Set<string>();
  #running = 0;
  #closed = false;
  #idle: (() => void) | undefined;

  readonly #statement: AppendStatement;

  constructor(
    pool: Pool,
    schema: string,
    private readonly onAppended: () => void,
  ) {
    this.#statement = new AppendStatement(pool, schema);
  }

  append(
    stream: string,
    events: readonly CanonicalEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The event store is closed.'));
    if (this.#waiting.length >= maxWaiting || this.#waitingBytes >= maxWaitingBytes) {
      return Promise.reject(
        new StoreUnavailable(`${this.#waiting.length} appends are waiting already: try again later.`),
      );
    }
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, events, bytes, expectedRevision, resolve, reject });
      this.#waitingBytes += bytes;
      // One turn of the event loop lets the appends of this moment come together.
      if (this.#waiting.length === 1) setImmediate(() => this.#pump());
    });
  }

  /** Takes no more appends; those that wait are still carried out. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#running === 0 && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  #pump(): void {
    while (this.#running < maxStatements && this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      if (batch.length === 0) return;
      this.#running++;
      for (const { stream } of batch) this.#busyStreams.add(stream);
      void this.#run(batch).finally(() => {
        this.#running--;
        for (const { stream } of batch) this.#busyStreams.delete(stream);
        this.#pump();
        if (this.#running === 0 && this.#waiting.length === 0) this.#idle?.();
      });
    }
  }

  #takeBatch(): WaitingAppend[] {
    const batch: WaitingAppend[] = [];
    const later: WaitingAppend[] = [];
    const taken = new Set(this.#busyStreams);
    let size = 0;
    let bytes = 0;
    for (const append of this.#waiting) {
      const keys = [append.stream, ...append.events.map((event) => event.id)];
      const fits =
        size === 0 ||
        (size + append.events.length <= maxEventsPerStatement &&
          bytes + append.bytes <= maxBytesPerStatement);
      const isFree = keys.every((key) => !taken.has(key));
      // Also of one that must wait: a later append to the same stream may not overtake it.
      for (const key of keys) taken.add(key);
      if (fits && isFree) {
        batch.push(append);
        size += append.events.length;
        bytes += append.bytes;
      } else later.push(append);
    }
    this.#waiting = later;
    this.#waitingBytes -= bytes;
    return batch;
  }

  async #run(batch: readonly WaitingAppend[], began = performance.now(), tries = 1): Promise<void> {
    try {
      const outcomes = await this.#statement.send(batch);
      let appended = false;
      batch.forEach((append, index) => {
        const outcome = outcomes[index];
        appended ||= outcome?.outcome === 'appended';
        settle(append, outcome);
      });
      if (appended) this.onAppended();
    } catch (error) {
      await this.#recover(batch, error, began, tries);
    }
  }

  /**
   * A server out of reach is tried again with all of them: an append that did happen before the connection broke is found
   * again by its ids. A statement that the server gave up for its time is not: it waited long enough, for nothing that
   * one append did. What one append did wrong must not fail the others: it is found by halves.
   */
  async #recover(
    batch: readonly WaitingAppend[],
    error: unknown,
    began: number,
    tries: number,
  ): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    const mayPass = isOutOfReach(error);
    if (mayPass && tries < maxTries && !this.#closed && performance.now() - began < lastTryAfter) {
      await pause(50 * 4 ** (tries - 1) * (0.5 + Math.random()));
      await this.#run(batch, began, tries + 1);
    } else if (mayPass || isOutOfTime(error) || half === batch.length) {
      for (const append of batch) append.reject(asStoreError(error));
    } else {
      await this.#run(batch.slice(0, half), began);
      await this.#run(batch.slice(half), began);
    }
  }
}

function settle(append: WaitingAppend, row: Outcome | undefined): void {
  if (row === undefined) {
    append.reject(new StoreUnavailable(`The server gave no outcome for the append to ${append.stream}.`));
  } else if (row.outcome === 'conflict') {
    const actual = Number(row.last_revision);
    append.reject(
      new RevisionConflict(append.stream, append.expectedRevision, actual < 0 ? 'no-stream' : actual),
    );
  } else if (row.outcome === 'reused') {
    append.reject(new EventIdReused(append.stream, row.taken_id ?? ''));
  } else {
    append.resolve({ revision: Number(row.last_revision), position: BigInt(row.last_position ?? 0) });
  }
}

const asStoreError = (error: unknown): Error =>
  new StoreUnavailable(`The append was not confirmed: ${(error as Error).message}`, { cause: error });

/**
 * No SQLSTATE: the connection failed. 08 connection, 57P the server stops or starts, 53 no resources, 25006 a standby: all
 * of these may pass.
 */
function isOutOfReach(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57P)|^25006$/.test(code);
}

/** The server cancelled the statement (`statement_timeout`): somebody else held what it waited for. */
const isOutOfTime = (error: unknown): boolean => (error as { code?: unknown }).code === '57014';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
