import { join } from 'node:path';
import { NewerData, StoreRefusal } from '@ctg/event-store';
import { apiAudience, createLocalIdentity, IdentityFailure } from '@ctg/identity';
import { JournalOfAnotherUse, pagePolicy } from '@ctg/web-service';
import { apiDocs } from './api-docs.js';
import { openBroker } from './broker.js';
import { progressOf } from './catch-up-progress.js';
import { Closing } from './closing.js';
import { takeDataFolder } from './data-folder.js';
import { openDatabase } from './database.js';
import { health } from './health.js';
import { homePage } from './home-page.js';
import type { HostedServices } from './hosted-service.js';
import { hostServices } from './hosted-services.js';
import { metrics } from './metrics.js';
import { type Mounted, Origin } from './origin.js';
import { prepareRoles } from './roles.js';
import type { LocalSettings } from './settings.js';
import { StartFailure } from './start-failure.js';
import type { StartWatch } from './start-watch.js';

/** The whole product, running in this process. */
export interface RunningLocal {
  /** `http://127.0.0.1:4000`: the one origin of everything. */
  readonly origin: string;
  /** The database everything is kept in, as its administrator opens it. */
  readonly databaseUrl: string;
  /** Resolves when all of it is ready, as `/health/ready` says it; a first catch-up may take long, and answers meanwhile. */
  readonly ready: Promise<void>;
  /** Stops all, within a bound; returns a French sentence for each part that did not stop as it should. */
  stop(): Promise<readonly string[]>;
}

/**
 * Starts PostgreSQL (or uses DATABASE_URL), the local login and every service, on one origin. Tests and benchmarks call
 * it with port 0 and a data folder of their own.
 * @throws StartFailure with one French sentence; what had been started is stopped again
 */
export async function startLocal(settings: LocalSettings, watch: StartWatch = {}): Promise<RunningLocal> {
  const closing = new Closing();
  const goOn = () => watch.signal?.throwIfAborted();
  try {
    closing.add('verrou', takeDataFolder(settings.dataDir));
    const origin = await Origin.listen(settings.port);
    closing.add('adresse', () => origin.close());
    const database = await openDatabase(settings, watch);
    closing.add('PostgreSQL', () => database.stop(), 32_000);
    goOn();
    const broker = await openBroker(settings, watch);
    if (broker) closing.add('Kafka', () => broker.stop(), 27_000);
    goOn();
    const identity = await createLocalIdentity({
      issuer: `${origin.url}/identity`,
      dataDir: join(settings.dataDir, 'identity'),
    });
    const addresses = await prepareRoles(database.url, settings.eventStore === undefined);
    goOn();
    const hosted = await hostServices({
      addresses,
      ...(settings.eventStore ? { eventStore: settings.eventStore } : {}),
      issuer: identity.issuer,
      audience: apiAudience,
      keys: identity.jwks,
      pseudonymKey: identity.pseudonymKey,
      logLevel: settings.logLevel,
      rehearsal: settings.rehearsal ?? false,
      // Our own database, whose folder is locked: the process that held the leases is dead.
      isAlone: settings.databaseUrl === undefined,
      ...(broker ? { kafka: broker.settings } : {}),
    });
    closing.add('accueil', () => origin.unmount());
    closing.add('services', () => hosted.stop(), 60_000);
    goOn();
    // Before the services stop, so that requests in hand are answered by living ones.
    closing.add('nouvelles connexions', () => origin.drain(watch.partingTime));
    origin.mount([...parts(hosted), { path: '/identity', isApplication: true, handle: identity.handle }]);
    const ending = new AbortController();
    closing.add('attente', () => ending.abort());
    const signals = watch.signal ? [watch.signal, ending.signal] : [ending.signal];
    const ready = untilReady(hosted, AbortSignal.any(signals), watch);
    if (!(await within(longestWait, ready))) watch.told?.(stillBehind(origin.url));
    goOn();
    return { origin: origin.url, databaseUrl: database.url, ready, stop: () => closing.close() };
  } catch (error) {
    await closing.close();
    // One sentence each, whoever says it.
    if (saysItself.some((kind) => error instanceof kind))
      throw new StartFailure((error as Error).message, { cause: error });
    throw error;
  }
}

/** Whose message is a sentence for people already. */
const saysItself = [NewerData, StoreRefusal, IdentityFailure, JournalOfAnotherUse];

/** Longer than this a first catch-up may take: it goes on while the product answers, and the start says so. Milliseconds. */
const longestWait = 15_000;

const stillBehind = (url: string) =>
  `Le produit répond sur ${url}, mais n’est pas encore prêt : il relit ce qui a été enregistré (${url}/health/ready dit où il en est).`;

/** What is called ready is ready: the read models have come to the head of what was recorded before the start. */
async function untilReady(
  { services }: HostedServices,
  ending: AbortSignal,
  { catchingUp }: StartWatch,
): Promise<void> {
  // A start is over within a moment; a long catch-up is not to be asked for twenty times a second.
  for (let wait = 50; !ending.aborted; wait = Math.min(wait * 1.5, 500)) {
    const answers = await Promise.all(services.map((service) => service.readiness().catch(() => undefined)));
    if (answers.every((answer) => answer?.ready)) return;
    catchingUp?.(services.map((service, index) => progressOf(service, answers[index])));
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** False when the time is over and the work goes on. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}

/** The published contracts have addresses of their own; the service that hands events out serves them. */
const contracts = (services: HostedServices['services']): readonly Mounted[] =>
  services
    .filter(({ name }) => name === 'feed')
    .flatMap((feed) =>
      ['/schemas', '/api/docs/events'].map((path) => ({
        path,
        isApplication: true,
        handle: feed.handle.bind(feed),
      })),
    );

const parts = ({ services, openApi }: HostedServices): readonly Mounted[] => [
  ...services.map((service) => ({
    path: `/api/${service.name}`,
    isApplication: true,
    handle: service.handle.bind(service),
  })),
  ...contracts(services),
  apiDocs(openApi),
  ...health(services),
  metrics(services),
  page('/', homePage(services)),
];

const page = (path: string, html: string): Mounted => ({
  path,
  handle: (_request, response) =>
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy(html),
      })
      .end(html),
});
