import type { Pool } from 'pg';
import type { CanonicalEvent } from '../canonical-event.js';
import type { ExpectedRevision } from '../port.js';
import { parseStreamName } from '../stream-name.js';
import { bigintArray, textArray, uuidArray } from './binary-array.js';

/** One append among those of a statement. */
export interface AppendOfStatement {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly CanonicalEvent[];
}

/** What became of it. */
export interface Outcome {
  readonly outcome: 'appended' | 'duplicate' | 'conflict' | 'reused';
  /** Of the stream after it; of a conflict the actual one, -1 for no stream. */
  readonly last_revision: string;
  readonly last_position: string | null;
  readonly taken_id: string | null;
}

/** After one that had to be judged, so many are judged at once: where there is one conflict there are more. */
const judgedAfterOne = 32;

/** Sends the appends of one statement: straight away where each says its revision, else to be judged one by one. */
export class AppendStatement {
  #toJudge = 0;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  async send(batch: readonly AppendOfStatement[]): Promise<readonly (Outcome | undefined)[]> {
    if (this.#toJudge > 0) this.#toJudge--;
    else if (batch.every(saysItsRevision)) {
      try {
        return await this.#next(batch);
      } catch (error) {
        if (!isIrregular(error)) throw error;
        // Nothing of it was written.
        this.#toJudge = judgedAfterOne;
      }
    }
    return this.#judged(batch);
  }

  async #next(batch: readonly AppendOfStatement[]): Promise<readonly Outcome[]> {
    const placed = batch.flatMap(({ stream, events, expectedRevision }) => {
      const first = expectedRevision === 'no-stream' ? 0 : (expectedRevision as number) + 1;
      const { subject } = parseStreamName(stream);
      return events.map((event, index) => ({ stream, subject, event, revision: first + index }));
    });
    const { rows } = await this.pool.query<{ head: string }>({
      name: `${this.schema}.append_next`,
      text: `SELECT ${this.schema}.append_next($1, $2, $3, $4, $5, $6, $7) AS head`,
      values: [
        textArray(placed.map(({ stream }) => stream)),
        textArray(placed.map(({ subject }) => subject)),
        bigintArray(placed.map(({ revision }) => revision)),
        uuidArray(placed.map(({ event }) => event.id)),
        textArray(placed.map(({ event }) => event.type)),
        textArray(placed.map(({ event }) => event.data)),
        textArray(placed.map(({ event }) => event.metadata)),
      ],
    });
    const head = BigInt(rows[0]?.head ?? 0);
    let last = -1;
    return batch.map(({ events }) => {
      last += events.length;
      return {
        outcome: 'appended',
        last_revision: String(placed[last]?.revision),
        last_position: String(head + BigInt(last) + 1n),
        taken_id: null,
      };
    });
  }

  async #judged(batch: readonly AppendOfStatement[]): Promise<readonly Outcome[]> {
    const events = batch.flatMap((append) => append.events);
    const groups = batch.flatMap((append, index) => append.events.map(() => index + 1));
    const { rows } = await this.pool.query<Outcome>({
      name: `${this.schema}.append`,
      text: `SELECT * FROM ${this.schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        batch.map((append) => append.stream),
        batch.map((append) => parseStreamName(append.stream).subject),
        batch.map((append) => expectedAsNumber(append.expectedRevision)),
        batch.map((append) => append.events.length),
        groups,
        uuidArray(events.map((event) => event.id)),
        textArray(events.map((event) => event.type)),
        textArray(events.map((event) => event.data)),
        textArray(events.map((event) => event.metadata)),
      ],
    });
    return rows;
  }
}

const saysItsRevision = ({ expectedRevision }: AppendOfStatement): boolean =>
  expectedRevision === 'no-stream' || typeof expectedRevision === 'number';

const expectedAsNumber = (expected: ExpectedRevision): number =>
  expected === 'no-stream' ? -1 : expected === 'any' ? -2 : expected === 'stream-exists' ? -3 : expected;

/** A revision that does not follow, one that is taken, or an id that is known. */
const isIrregular = (error: unknown): boolean =>
  ['CT001', '23505'].includes(String((error as { code?: unknown }).code));
