import type { Pool } from 'pg';
import type { CanonicalEvent } from '../canonical-event.js';
import { EventIdReused, RevisionConflict, StoreUnavailable } from '../errors.js';
import type { AppendResult, ExpectedRevision } from '../port.js';
import { parseStreamName } from '../stream-name.js';

/** One append on its way to the server. */
interface WaitingAppend {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly CanonicalEvent[];
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

interface OutcomeRow {
  readonly append_index: number;
  readonly outcome: 'appended' | 'duplicate' | 'conflict' | 'reused';
  readonly last_revision: string;
  readonly last_position: string | null;
  readonly taken_id: string | null;
}

/** Appends that may wait at once; beyond, the store pushes back instead of growing. */
const maxWaiting = 10_000;
const maxEventsPerStatement = 1_000;
/** Statements under way at once: while one holds the lock, the next is already on the server. */
const maxStatements = 2;

const expectedAsNumber = (expected: ExpectedRevision): number =>
  expected === 'no-stream' ? -1 : expected === 'any' ? -2 : expected === 'stream-exists' ? -3 : expected;

/**
 * Coalesces the appends that arrive while a statement is under way into the next one. A stream and an event id stand in
 * one statement at most once, so that the server can judge all its appends at a glance.
 */
export class GroupCommit {
  #waiting: WaitingAppend[] = [];
  #running = 0;
  #closed = false;
  #idle: (() => void) | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    private readonly onAppended: () => void,
  ) {}

  append(
    stream: string,
    events: readonly CanonicalEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The event store is closed.'));
    if (this.#waiting.length >= maxWaiting) {
      return Promise.reject(
        new StoreUnavailable(`${maxWaiting} appends are waiting already: try again later.`),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, events, expectedRevision, resolve, reject });
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
      this.#running++;
      void this.#run(batch).finally(() => {
        this.#running--;
        this.#pump();
        if (this.#running === 0 && this.#waiting.length === 0) this.#idle?.();
      });
    }
  }

  #takeBatch(): WaitingAppend[] {
    const batch: WaitingAppend[] = [];
    const later: WaitingAppend[] = [];
    const taken = new Set<string>();
    let size = 0;
    for (const append of this.#waiting) {
      const keys = [append.stream, ...append.events.map((event) => event.id)];
      const fits = size === 0 || size + append.events.length <= maxEventsPerStatement;
      const isFree = keys.every((key) => !taken.has(key));
      // Also of one that must wait: a later append to the same stream may not overtake it.
      for (const key of keys) taken.add(key);
      if (fits && isFree) {
        batch.push(append);
        size += append.events.length;
      } else later.push(append);
    }
    this.#waiting = later;
    return batch;
  }

  async #run(batch: readonly WaitingAppend[]): Promise<void> {
    try {
      const outcomes = await this.#statement(batch);
      let appended = false;
      batch.forEach((append, index) => {
        const outcome = outcomes[index];
        appended ||= outcome?.outcome === 'appended';
        settle(append, outcome);
      });
      if (appended) this.onAppended();
    } catch (error) {
      await this.#recover(batch, error);
    }
  }

  /** What one append did wrong must not fail the others: each is tried alone. */
  async #recover(batch: readonly WaitingAppend[], error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      only.reject(asStoreError(error));
      return;
    }
    // An append that did happen before the connection broke is found again by its ids.
    for (const append of batch) await this.#run([append]);
  }

  async #statement(batch: readonly WaitingAppend[]): Promise<readonly OutcomeRow[]> {
    const events = batch.flatMap((append) => append.events);
    const groups = batch.flatMap((append, index) => append.events.map(() => index + 1));
    const { rows } = await this.pool.query<OutcomeRow>({
      name: `${this.schema}.append`,
      text: `SELECT * FROM ${this.schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        batch.map((append) => append.stream),
        batch.map((append) => parseStreamName(append.stream).subject),
        batch.map((append) => expectedAsNumber(append.expectedRevision)),
        batch.map((append) => append.events.length),
        groups,
        events.map((event) => event.id),
        events.map((event) => event.type),
        events.map((event) => event.data),
        events.map((event) => event.metadata),
      ],
    });
    return rows;
  }
}

function settle(append: WaitingAppend, row: OutcomeRow | undefined): void {
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
