import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Hints are sent no more often than this, in milliseconds: one is enough for all that was appended meanwhile. */
const sendEvery = 3;
/** Whoever listens asks so often whether anybody is there. Milliseconds. */
const askEvery = 5_000;

/**
 * Tells other processes that something was appended, and hears it from them, by NOTIFY. Only hints: one that is lost
 * costs a few milliseconds, because the end of the store is looked at anyway.
 */
export class AppendHints {
  readonly #own = randomUUID();
  #isSending = false;
  #isDue = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly connection: pg.ClientConfig & {
      readonly Client: new (config: pg.ClientConfig) => pg.Client;
    },
    private readonly channel: string,
  ) {}

  /** Something was appended here. Waits for nothing. */
  send(): void {
    if (this.#isSending) this.#isDue = true;
    else void this.#send();
  }

  /** Calls `heard` for each hint of another process; `lost` once, when no more will come. Returns what ends it. */
  async listen(heard: () => void, lost: () => void): Promise<() => Promise<void>> {
    const client = new this.connection.Client(this.connection);
    let asking: NodeJS.Timeout | undefined;
    client.on('error', lost);
    client.on('end', () => {
      clearInterval(asking);
      lost();
    });
    client.on('notification', ({ payload }) => {
      if (payload !== this.#own) heard();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch (error) {
      // A connection on which nothing is heard is not kept open.
      void client.end().catch(() => undefined);
      throw error;
    }
    // A connection that is silently dead would be listened to for ever: the question ends it, and `lost` is told.
    asking = setInterval(() => void client.query('SELECT 1').catch(() => undefined), askEvery);
    return () => {
      clearInterval(asking);
      return client.end().catch(() => undefined);
    };
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    do {
      this.#isDue = false;
      try {
        await this.pool.query({
          name: 'hint',
          // Its own commit waits for no disk: that would be a second wait beside each append's.
          text: `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
          values: [this.channel, this.#own],
        });
      } catch {
        // A hint less.
      }
      await new Promise((resolve) => setTimeout(resolve, sendEvery));
    } while (this.#isDue);
    this.#isSending = false;
  }
}
