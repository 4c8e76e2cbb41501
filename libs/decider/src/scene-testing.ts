import { defineEvent } from '@ctg/contracts';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { z } from 'zod';
import type { ExecutorOptions } from './execute-command.js';
import {
  alreadyThere,
  CommandExecutor,
  type CommandRequest,
  type Decider,
  defineCommand,
  Rejection,
  type RouteParams,
  refused,
} from './index.js';

export const Poured = defineEvent({
  type: 'testing.Poured',
  title: 'Versé',
  schema: z.object({ litres: z.number(), id: z.string() }),
});
const Labelled = defineEvent({
  type: 'testing.Labelled',
  title: 'Étiqueté',
  schema: z.object({ name: z.string() }),
});

export interface Tank {
  litres: number;
  name?: string;
}

/** Changes the state that it is given: a tank that were folded twice would tell. */
export const tank: Decider<Tank> = {
  category: 'testing.tank',
  initial: { litres: 0 },
  evolve(state, { type, data }) {
    if (type === Poured.type) state.litres += Number(data.litres);
    if (type === Labelled.type) state.name = String(data.name);
    return state;
  },
};

const ofTank = (params: RouteParams) => ({ subject: params.tankId ?? '' });

export const pour = defineCommand({
  name: 'testing.pour',
  title: 'Verser',
  roles: ['caf_adviser'],
  route: '/tanks/:tankId',
  body: z.strictObject({ litres: z.number() }),
  decider: tank,
  stream: ofTank,
  decide({ body, newId }, state) {
    if (state.litres + body.litres > 10) throw refused({ code: 'too-full', title: 'Trop plein.' });
    return body.litres === 0 ? alreadyThere(body) : [Poured({ litres: body.litres, id: newId() })];
  },
});

export const label = defineCommand({
  name: 'testing.label',
  title: 'Étiqueter',
  roles: pour.roles,
  route: '/tanks/:tankId/label',
  decider: tank,
  stream: ofTank,
  body: z.strictObject({ name: z.string() }),
  decide: ({ body: { name } }, state) =>
    state.name === name ? alreadyThere({ name }) : [Labelled({ name })],
});

const dig = defineCommand({
  ...pour,
  name: 'testing.dig',
  creates: 'tankId',
  decide: ({ params }) => [Poured({ litres: 1, id: params.tankId ?? '' })],
});

/** A store, and what commands on it need. */
export interface Scene {
  readonly store: EventStore;
  readonly url: string;
  readonly dig: typeof dig;
  /** Of another process, as it were. */
  executor(options?: Partial<ExecutorOptions>): CommandExecutor;
  request(tankId: string, litres: number, more?: Partial<CommandRequest>): CommandRequest;
  eventsOf(tankId: string): Promise<RecordedEvent[]>;
  rejectionOf(promise: Promise<unknown>): Promise<Rejection>;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url });
  return {
    store,
    url: database.url,
    dig,
    executor: (options = {}) =>
      new CommandExecutor({ store, readModel: () => ({ query: async () => [] }), ...options }),
    request: (tankId, litres, more = {}) => ({
      params: { tankId },
      body: { litres },
      actor: { subject: 'someone', role: 'caf_adviser', cafId: 'caf-59' },
      cafId: 'caf-59',
      correlationId: 'c-1',
      ...more,
    }),
    async eventsOf(tankId) {
      const events = [];
      for await (const event of store.readStream(`testing.tank-${tankId}`)) events.push(event);
      return events;
    },
    async rejectionOf(promise) {
      const outcome = await promise.catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(Rejection);
      return outcome as Rejection;
    },
    close: () => store.close().then(() => database.drop()),
  };
}

/** A request to name a tank. */
export const labelled = (scene: Scene, id: string, name: string, more: Partial<CommandRequest> = {}) => ({
  ...scene.request(id, 0, more),
  body: { name },
});

/** What a tank is called, as its stream says. */
export const named = async (scene: Scene, id: string): Promise<unknown> =>
  (await scene.eventsOf(id)).filter(({ type }) => type === Labelled.type).at(-1)?.data.name;
