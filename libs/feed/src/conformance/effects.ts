import type { PublishedEvent } from '@ctg/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { FeedHandler } from '../port.js';
import { rows } from '../tables/sql.js';
import { eventually, noteOf } from './harness.js';

/** A consumer's table that shows every effect, even one that happened twice, in the order of the commits. */
export class Effects {
  constructor(
    private readonly dataSource: DataSource,
    private readonly group: string,
  ) {}

  static async prepare(dataSource: DataSource): Promise<void> {
    await dataSource.query(
      'CREATE TABLE effect (place bigint GENERATED ALWAYS AS IDENTITY, consumer text, key text, value integer)',
    );
  }

  /** A handler that writes one effect an event; `before` may refuse. */
  handler(before: (event: PublishedEvent) => Promise<void> | void = () => {}): FeedHandler {
    return async (events, transaction) => {
      for (const event of events) {
        await before(event);
        await this.write(event, transaction);
      }
    };
  }

  async write(event: PublishedEvent, transaction: EntityManager): Promise<void> {
    await transaction.query('INSERT INTO effect (consumer, key, value) VALUES ($1, $2, $3)', [
      this.group,
      event.conventionId,
      noteOf(event),
    ]);
  }

  async values(key?: string): Promise<number[]> {
    const found = await rows<{ value: number }>(
      this.dataSource.manager,
      'SELECT value FROM effect WHERE consumer = $1 AND ($2::text IS NULL OR key = $2) ORDER BY place',
      [this.group, key ?? null],
    );
    return found.map((row) => row.value);
  }

  /** Waits until so many effects are there, then answers them. */
  reach(count: number, key?: string): Promise<number[]> {
    return eventually(
      () => this.values(key),
      (values) => values.length >= count,
    );
  }
}
