import pg from 'pg';

/** How long things may take, in milliseconds. Nothing waits for a database that says nothing. */
export interface DatabaseLimits {
  /** Until a new connection answers. */
  readonly connect: number;
  /** One statement, as the server counts. */
  readonly statement: number;
  /** A question without an answer for so long: its connection is dead, whatever the socket says, and is destroyed. */
  readonly silence: number;
  /** A transaction in which nothing happens; then the server ends the session, and with it what the session has locked. */
  readonly idleInTransaction: number;
}

/** Together they keep a service within half a minute of its database: whatever was in hand when it was lost is free by then. */
export const defaultLimits: DatabaseLimits = {
  connect: 5_000,
  statement: 15_000,
  silence: 18_000,
  idleInTransaction: 15_000,
};

/**
 * A client whose connection is destroyed when an answer does not come in time. `query_timeout` of `pg` alone gives up the
 * question and puts the connection back, where the next one waits behind the same silence, for ever.
 */
export function boundedClient(silence: number): new (config?: pg.ClientConfig) => pg.Client {
  return class BoundedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      // Whoever asks hears of it; without a listener a connection that breaks between two questions ends the process.
      this.on('error', () => undefined);
    }

    // biome-ignore lint/suspicious/noExplicitAny: every form that `pg` knows is passed on as it came
    override query(...given: any[]): any {
      const giveUp = setTimeout(() => {
        const { stream } = (this as unknown as { connection: { stream: { destroy(error: Error): void } } })
          .connection;
        const error = Object.assign(new Error(`The database has said nothing for ${silence} ms.`), {
          code: 'ETIMEDOUT',
        });
        stream.destroy(error);
      }, silence);
      const last = given.length - 1;
      if (typeof given[last] === 'function') {
        const callback = given[last];
        given[last] = (...answer: unknown[]) => {
          clearTimeout(giveUp);
          callback(...answer);
        };
        return (super.query as (...all: unknown[]) => unknown)(...given);
      }
      const answer = (super.query as (...all: unknown[]) => unknown)(...given);
      if (answer instanceof Promise) {
        answer.then(
          () => clearTimeout(giveUp),
          () => clearTimeout(giveUp),
        );
      } else clearTimeout(giveUp);
      return answer;
    }
  };
}

/** What every session of the product is told; the first part of `options` of a connection. */
export const sessionLimits = ({ statement, idleInTransaction }: DatabaseLimits): string =>
  `-c statement_timeout=${statement} -c idle_in_transaction_session_timeout=${idleInTransaction} ` +
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** What every pool of the product is made with, beside its own options. */
export const poolLimits = (limits: DatabaseLimits) => ({
  Client: boundedClient(limits.silence),
  connectionTimeoutMillis: limits.connect,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
});
