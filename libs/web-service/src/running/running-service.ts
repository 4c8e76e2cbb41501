import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenVerifier } from '@ctg/access';
import type { EventStore } from '@ctg/event-store';
import type { EventStoreChoice } from '@ctg/event-store/open';
import type { DatabaseLimits } from '@ctg/event-store/postgres';
import type { FeedStatus } from '@ctg/feed';
import type { KafkaSettings } from '@ctg/feed/kafka';
import type { Logger } from 'pino';
import type { ServiceDefinition } from '../service-definition.js';
import type { ServiceMetrics } from './metrics.js';

export interface StartOptions {
  /** PostgreSQL of the read models, and of the event store when no other is chosen. */
  readonly databaseUrl: string;
  readonly verifier: TokenVerifier;
  /** Which store to open; default: in the same PostgreSQL. */
  readonly eventStore?: EventStoreChoice;
  /** A store that is already open and stays open when the service closes; default: opens its own. */
  readonly store?: EventStore;
  /** Events of other services come over Kafka; default: from the event store itself. */
  readonly kafka?: KafkaSettings;
  /** A rehearsal, on a journal of its own: a command may say when it counts as recorded. Default false. */
  readonly rehearsal?: boolean;
  /** pino level; default `info`. */
  readonly logLevel?: string;
  /** Requests a person, or an address whose person is not known, may make in a minute; default 6,000. */
  readonly requestsPerMinute?: number;
  /** A request whose body is not there in so many milliseconds is answered 408 and cut off; default 15,000. */
  readonly receiveWithin?: number;
  /** Proxies whose `X-Forwarded-…` is believed: addresses, networks, `loopback`, `uniquelocal`; default: none. */
  readonly trustedProxies?: readonly string[];
  /** Other origins whose pages may call: `https://console.example.org`; default: none. */
  readonly corsOrigins?: readonly string[];
  /** A request not answered in so many milliseconds is answered 503; default 30,000. */
  readonly answerWithin?: number;
  /** Requests in hand at once; more are answered 503; default 1,000. */
  readonly mostInHand?: number;
  /** Connections that are open when a stop is asked for may bring requests for so many milliseconds more; default 0. */
  readonly partingTime?: number;
  /** Only where no other process can be following: the leases of one that died are free at once. Default false. */
  readonly freeLeases?: boolean;
  /** How long the database may be silent; default `defaultLimits` of the event store. */
  readonly databaseLimits?: Partial<DatabaseLimits>;
  /** Connections for read models; default 20. */
  readonly poolSize?: number;
}

/** A service that runs. It listens nowhere until it is told to: a runner may put several behind one origin. */
export interface RunningService {
  readonly definition: ServiceDefinition;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  /** Answers one request of a server that somebody else listens with. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Listens on a port of its own; 0 chooses a free one. Returns the address. */
  listen(port: number, host?: string): Promise<string>;
  /** What its readiness check says. */
  readiness(): Promise<{ readonly ready: boolean; readonly details: unknown }>;
  /** How every subscription is doing. */
  statuses(): readonly FeedStatus[];
  /** Takes no new request, lets those in hand finish, stops the subscriptions, closes the pools. */
  close(): Promise<void>;
}
