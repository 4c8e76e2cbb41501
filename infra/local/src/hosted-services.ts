import { createTokenVerifier } from '@ctg/access';
import type { EventStore } from '@ctg/event-store';
import { type EventStoreChoice, openEventStore } from '@ctg/event-store/open';
import { feedHealth } from '@ctg/feed';
import type { KafkaSettings } from '@ctg/feed/kafka';
import { openApiDocument, type RunningService, startService } from '@ctg/web-service';
import type { JSONWebKeySet } from 'jose';
import { Closing } from './closing.js';
import type { HostedService, HostedServices } from './hosted-service.js';
import type { DatabaseAddresses } from './roles.js';
import { allServices } from './services.js';
import type { LogLevel } from './settings.js';

/** What every service of this process is given. */
export interface Surroundings {
  readonly addresses: DatabaseAddresses;
  /** Where events are kept; left out: in that database. */
  readonly eventStore?: EventStoreChoice;
  /** Whose tokens are accepted. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JSONWebKeySet;
  /** Makes pseudonyms of persons. */
  readonly pseudonymKey: Uint8Array;
  readonly logLevel: LogLevel;
  readonly rehearsal: boolean;
  /** True when nobody else can be following these events: leases of a process that died are then free at once. */
  readonly isAlone: boolean;
  /** Events travel over it; left out: services tail the event store. */
  readonly kafka?: KafkaSettings;
}

/** One person works on this machine, or a benchmark does: the limit that protects a shared server is out of reach. */
const requestsPerMinute = 100_000_000;

/** Starts every service in this process; they share one event store, and with it its group commit. */
export async function hostServices(given: Surroundings): Promise<HostedServices> {
  const { addresses, logLevel, rehearsal, isAlone, issuer, audience, keys, pseudonymKey, kafka } = given;
  const verifier = createTokenVerifier({ issuer, audience, keys, pseudonymKey });
  const closing = new Closing();
  try {
    const chosen = given.eventStore ?? { kind: 'postgres', connectionString: addresses.store };
    const store = await openEventStore(chosen, { notice: (sentence) => console.warn(sentence) });
    closing.add('event store', () => store.close());
    const running: RunningService[] = [];
    for (const definition of allServices) {
      const service = await startService(definition, {
        databaseUrl: addresses.of(definition),
        logLevel,
        rehearsal,
        verifier,
        store,
        requestsPerMinute,
        freeLeases: isAlone,
        ...(kafka ? { kafka } : {}),
      });
      running.push(service);
    }
    closing.add('services', () => Promise.all(running.map((service) => service.close())), 55_000);
    return {
      services: running.map((service) => hosted(service, store, rehearsal)),
      openApi: openApiDocument(allServices),
      stop: async () => {
        const faults = await closing.close();
        if (faults.length > 0) throw new Error(faults.join(' ; '));
      },
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

function hosted(service: RunningService, store: EventStore, rehearsal: boolean): HostedService {
  const { name, title } = service.definition;
  return {
    name,
    title,
    handle: (request, response) => service.handle(request, response),
    metrics: () => service.metrics.registry.metrics(),
    async readiness() {
      const { ready, stalled, catchingUp } = feedHealth(service.statuses());
      const head = await within(3_000, store.head());
      const mode = rehearsal ? { rehearsal } : {};
      return { ready, details: { head: String(head), stalled, catchingUp, ...mode } };
    },
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`pas de réponse en ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
