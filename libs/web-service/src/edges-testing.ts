/** A small service at whose edges tests knock: something is touched, and the database is asked what a test says. */
import type { TokenVerifier } from '@ctg/access';
import { defineEvent } from '@ctg/contracts';
import { defineCommand } from '@ctg/decider';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { z } from 'zod';
import {
  defineQuery,
  type RunningService,
  type ServiceDefinition,
  type StartOptions,
  startService,
} from './index.js';

const Touched = defineEvent({ type: 'edges.Touched', title: 'Touché', schema: z.object({}) });

/**
 * @param body of what is touched with
 * @param questions statements by the word that asks them
 * @param part of the address behind that word
 */
export function edgesService(
  body: z.ZodObject,
  questions: Readonly<Record<string, string>>,
  part = '',
): ServiceDefinition {
  const touch = defineCommand({
    name: 'edges.touch',
    title: 'Toucher',
    roles: ['caf_adviser'],
    route: '/edges',
    creates: 'edgeId',
    body,
    decider: { category: 'edges.edge', initial: {}, evolve: (state) => state },
    stream: ({ edgeId = '' }) => ({ subject: edgeId }),
    decide: () => [Touched({})],
  });
  const queries = Object.entries(questions).map(([word, sql]) =>
    defineQuery({
      name: `edges.${word}`,
      title: word,
      roles: ['caf_adviser'],
      route: `/${word}${part}`,
      reads: [],
      query: z.strictObject({ text: z.string().optional() }),
      answerSchema: z.unknown(),
      answer: ({ readModel }) => readModel.query(sql),
    }),
  );
  return {
    name: 'edges',
    title: 'Bords',
    commands: [touch],
    queries,
    projections: [],
    entities: [],
    migrations: [],
  };
}

/** Starts it over a database of the suite, as often and with such limits as its tests say. */
export function starting(definition: ServiceDefinition, verifier: TokenVerifier) {
  let database: TestDatabase | undefined;
  const started: RunningService[] = [];
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterEach(() => Promise.all(started.splice(0).map((service) => service.close())));
  afterAll(() => database?.drop());
  const open = (limits: Partial<StartOptions> = {}) =>
    startService(definition, { databaseUrl: database?.url ?? '', verifier, logLevel: 'silent', ...limits });
  return {
    /** Those that stop with the test. */
    started,
    /** One that the test stops. */
    open,
    /** One that stops with the test: where it answers. */
    async start(limits?: Partial<StartOptions>): Promise<string> {
      const service = await open(limits);
      started.push(service);
      return service.listen(0);
    },
  };
}

/** Tries again until it passes. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
