import { decodeEvent, withoutRehearsals } from '@ctg/contracts';
import { CommandExecutor, type ReadModelAccess, Snapshots } from '@ctg/decider';
import { openEventStore } from '@ctg/event-store/open';
import type { RunningSubscription } from '@ctg/feed';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { openKafkaFeed } from '@ctg/feed/kafka';
import { openReadModel, readerOfTables, startProjections } from '@ctg/read-model';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { TablesFor } from '../access/tables-for.js';
import { untilNoneIsOpen } from '../http/parting.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import { frameFrom } from '../known-conventions/frame-of-convention.js';
import { ConsumerGroups } from '../operations/consumer-groups.js';
import { startReactions } from '../reactions.js';
import { ReadYourWrites } from '../routes/read-your-writes.js';
import type { ServiceDefinition } from '../service-definition.js';
import { Closing } from './closing.js';
import { FloodLog } from './flood-log.js';
import type { HealthSources } from './health.js';
import { httpApplication } from './http-application.js';
import { assertJournalInUse } from './journal-in-use.js';
import { createLogger } from './logger.js';
import { ServiceMetrics } from './metrics.js';
import { readModelOf } from './read-model-of.js';
import type { RunningService, StartOptions } from './running-service.js';

/** Nothing is in hand longer than it takes to arrive and to be answered, in milliseconds. */
const longestInHand = 45_000;

/** Turns a definition into a running NestJS application: tables, projections, reactions, HTTP. */
export async function startService(
  definition: ServiceDefinition,
  options: StartOptions,
): Promise<RunningService> {
  const logger = createLogger(definition.name, options.logLevel ?? 'info');
  const closing = new Closing();
  const { rehearsal = false } = options;
  const limits = options.databaseLimits && { limits: options.databaseLimits };
  try {
    const chosen = options.eventStore ?? {
      kind: 'postgres' as const,
      connectionString: options.databaseUrl,
      ...limits,
    };
    const notice = (sentence: string) => logger.warn(sentence);
    const store = options.store ?? (await openEventStore(chosen, { notice }));
    if (!options.store) closing.add(() => store.close());
    await assertJournalInUse(store, rehearsal);
    const decode = rehearsal ? decodeEvent : withoutRehearsals(decodeEvent);
    const made = readModelOf(definition);
    const folds = made.projections;
    const dataSource = await openReadModel({
      ...made,
      url: options.databaseUrl,
      poolSize: options.poolSize ?? 20,
      freeLeases: options.freeLeases ?? false,
      ...limits,
    });
    closing.add(() => dataSource.destroy());
    const reader = readerOfTables(dataSource);
    closing.add(() => reader.close());
    const readModel: ReadModelAccess = {
      query: (sql, parameters) => dataSource.query(sql, parameters as unknown[]),
    };
    const tables = new TablesFor(reader, readModel);
    // Its own events a service reads from the store, where they are first.
    const ownFeed = await openEmbeddedFeed({ store, dataSource, decode });
    closing.add(() => ownFeed.close());
    const { kafka } = options;
    const feed = kafka
      ? await openKafkaFeed({ kafka, dataSource, store, decode, consumer: definition.name })
      : ownFeed;
    if (feed !== ownFeed) closing.add(() => feed.close());
    const projections = await startProjections({
      dataSource,
      ownFeed,
      feed,
      store,
      decode,
    });
    closing.add(() => projections.stop());
    const own = folds.filter(({ source }) => source === 'own').map(({ name }) => name);
    // They act through commands, which wait for tables by this very object.
    const reacting: RunningSubscription[] = [];
    const readYourWrites = new ReadYourWrites(store, projections, own, () =>
      reacting.map((one) => one.status()),
    );
    const snapshots = new Snapshots(readModel, (fault) => logger.warn({ err: fault }, 'snapshot left out'));
    const executor = new CommandExecutor({
      store,
      readModel: (cafId) => tables.tenant(cafId),
      tables: readYourWrites,
      frame: frameFrom(definition.ownsConventions ? undefined : tables),
      snapshots,
      rehearsal,
    });
    reacting.push(...(await startReactions(definition.name, definition.reactions ?? [], feed, executor)));
    closing.add(() => Promise.all(reacting.map((one) => one.stop())));
    const background = await definition.background?.({
      store,
      dataSource,
      notice,
      ...(kafka ? { kafka } : {}),
    });
    if (background) closing.add(() => background.stop());
    const groups = new ConsumerGroups({
      dataSource,
      store,
      projections,
      reactions: () => reacting.map((one) => one.status()),
      relay: () => (background ? [background.status()] : []),
    });
    const statuses = () => groups.all();
    const metrics = new ServiceMetrics(definition.name, statuses, () => store.load?.());
    const health: HealthSources = { store, readModel, statuses, rehearsal };
    const admission = new ConventionAdmission({
      readModel: (actor) => tables.person(actor),
      ...(definition.ownsConventions ? { ownStreams: store } : {}),
    });
    const surroundings = {
      admission,
      groups,
      feeds: feed === ownFeed ? [ownFeed] : [ownFeed, feed],
      ...(background ? { background } : {}),
    };
    const parts = {
      logger,
      flood: new FloodLog(logger),
      verifier: options.verifier,
      executor,
      admission,
      projections,
      readYourWrites,
      tables,
      health,
      metrics,
      surroundings,
    };
    const { app, fastify, inHand } = await httpApplication(definition, parts, options);
    // Somebody else may listen: then the server knows nothing of what is in hand.
    closing.add(() => inHand.empty(longestInHand));
    closing.add(() => closeServer(app, fastify));
    closing.add(async () => {
      inHand.drain();
      await untilNoneIsOpen(fastify.server, options.partingTime ?? 0);
    });
    return {
      definition,
      logger,
      metrics,
      handle: (request, response) => fastify.routing(request, response),
      listen: async (port, host = '127.0.0.1') => {
        await app.listen(port, host);
        return app.getUrl();
      },
      readiness: async () => {
        const answer = await fastify.inject({ method: 'GET', url: '/health/ready' });
        return { ready: answer.statusCode === 200, details: answer.json() };
      },
      statuses,
      close: () => closing.close(),
    };
  } catch (error) {
    // The fault of the start is what matters; those of closing come from it.
    await closing.close().catch((fault: unknown) => logger.warn({ err: fault }, 'not closed cleanly'));
    throw error;
  }
}

/** Listens no more; ends what has no end of its own; waits for what is in hand. */
async function closeServer(app: NestFastifyApplication, { server }: FastifyInstance): Promise<void> {
  // A connection that has just become idle would keep the server open until its caller has enough of it.
  const looking = setInterval(() => server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearInterval(looking);
  }
}
