import { refused } from '@ctg/decider';
import { defineOperation } from '@ctg/web-service';
import { z } from 'zod';
import { runningRelay } from './relay.js';

const roles = ['operator'] as const;

/** How far the topics have been filled. */
export const readRelay = defineOperation({
  name: 'feed.read-relay',
  title: 'Où en est le relais vers Kafka',
  roles,
  method: 'GET',
  route: '/relay',
  input: z.strictObject({}),
  async run(_, { background }) {
    const relay = runningRelay(background);
    return { ...relay.status(), head: String(await relay.head()) };
  },
});

/** Begins reading everything that was published: minutes, for millions of events. */
export const verifyRelay = defineOperation({
  name: 'feed.verify-relay',
  title: 'Comparer ce que Kafka contient au journal des événements',
  roles,
  method: 'POST',
  route: '/relay/verify',
  input: z.strictObject({}),
  run: async (_, { background }) => runningRelay(background).verify(),
});

/** What the comparison has found. */
export const readVerification = defineOperation({
  name: 'feed.read-verification',
  title: 'Où en est la comparaison de Kafka au journal',
  roles,
  method: 'GET',
  route: '/relay/verification',
  input: z.strictObject({}),
  run: async (_, { background }) => runningRelay(background).verification ?? { state: 'none' },
});

/** For a topic that its broker lost. What subscribers have had comes to them again; they recognise it by its id. */
export const republish = defineOperation({
  name: 'feed.republish',
  title: 'Publier de nouveau à partir d’une position',
  roles,
  method: 'POST',
  route: '/relay/republish',
  input: z.strictObject({
    from: z
      .string()
      .regex(/^\d{1,18}$/, 'Une position (nombre entier) attendue, 0 pour tout')
      .describe('Position après laquelle tout est publié de nouveau ; 0 : tout'),
  }),
  async run({ from }, { background }) {
    const relay = runningRelay(background);
    const head = await relay.head();
    if (BigInt(from) > head) {
      throw refused({
        code: 'position-in-the-future',
        title: 'Cette position n’existe pas encore : des événements seraient sautés.',
        expected: `au plus ${head}`,
        found: from,
        advice: 'Donnez 0 pour publier tout de nouveau.',
      });
    }
    await relay.republish(from);
    return { from, head: String(head) };
  },
});
