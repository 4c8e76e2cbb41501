import { EventStoreDBClient } from '@eventstore/db-client';
import type { ServerAddress } from './address.js';

/** Seconds the gossip of one node is waited for: a paused node must not hold up the search for the new leader. */
const gossipTimeout = 1;
/** Milliseconds until a silent connection counts as dead, after 10 s of silence (the least that the client takes). */
const keepAliveTimeout = 3_000;
/** Milliseconds the end of the streams of a client is waited for. */
const disposeWithin = 2_000;

/** Clients that are being disposed of: while they are, nobody appends. See `OneClient.end`. */
const ending = new Set<Promise<void>>();

/** Resolves when no client of this process is being disposed of. */
export async function noneEnding(): Promise<void> {
  while (ending.size > 0) await Promise.all(ending);
}

/** One object of the client package; replaced, never mended. */
export class OneClient extends EventStoreDBClient {
  #ended: Promise<void> | undefined;

  static to(address: ServerAddress): OneClient {
    const common = { keepAliveInterval: 10_000, keepAliveTimeout, throwOnAppendFailure: true };
    const search = { ...common, gossipTimeout, maxDiscoverAttempts: 1, discoveryInterval: 100 };
    const tls = address.tls
      ? { insecure: false, ...(address.authority ? { rootCertificate: address.authority } : {}) }
      : { insecure: true };
    const [first, ...others] = address.hosts;
    if (!first) throw new RangeError('An address has a host.');
    if (address.discover) return new OneClient({ ...search, discover: first }, tls, address.credentials);
    if (others.length > 0)
      return new OneClient({ ...search, endpoints: [...address.hosts] }, tls, address.credentials);
    return new OneClient({ ...common, endpoint: first }, tls, address.credentials);
  }

  /**
   * Ends every stream and closes the connection. The package keeps the pending appends of *all* clients of the process
   * in one table, which the end of any of them empties; an answer that comes later than that throws out of an event
   * handler and ends the process. So whoever's append is rejected ends its client in the same tick, and no new client
   * appends before the old ones have ended (`noneEnding`).
   */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  #end(): Promise<void> {
    const disposed = Promise.race([
      this.dispose(),
      new Promise((resolve) => {
        setTimeout(resolve, disposeWithin).unref();
      }),
    ])
      .catch(() => undefined)
      .then(() => {
        ending.delete(disposed);
        // A channel that was never made (discovery failed, or still runs) has nothing to close.
        void this.getChannel().then(
          (channel) => channel.close(),
          () => undefined,
        );
      });
    ending.add(disposed);
    return disposed;
  }
}
