import { refused } from '@ctg/decider';
import { defineOperation } from '@ctg/web-service';
import { z } from 'zod';
import { runningRelay } from './relay.js';

const roles = ['operator'] as const;

const count = (meaning: string) => z.int().min(0).describe(meaning);

/** A comparison of the topics with the store. */
const verification = z.object({
  state: z
    .enum(['running', 'done', 'failed'])
    .describe('running (en cours), done (terminée) ou failed (échouée)'),
  upTo: z.string().describe('Position jusqu’à laquelle tout devrait être dans les sujets'),
  startedAt: z.iso.datetime(),
  found: z
    .object({
      events: count('Événements du journal'),
      records: count('Enregistrements lus'),
      missing: count('Événements qu’aucun sujet ne contient'),
      firstMissing: z.array(z.string()).describe('Positions des premiers'),
      altered: count('Enregistrements qui ne disent pas ce que dit le journal'),
      foreign: count('Enregistrements qui ne sont pas des événements à nous'),
      notOurs: count('Événements du journal qui ne sont pas à nous et n’ont pas de sujet : non publiés'),
      typesNotOurs: z.array(z.string()).describe('Leurs types, 20 au plus'),
      withoutData: count('Enregistrements trop grands, publiés sans leurs données'),
      firstWithoutData: z.array(z.string()).describe('Positions des premiers'),
      repeated: count('Répétitions'),
      outOfOrder: count('Enregistrements hors de leur ordre'),
    })
    .optional(),
  reason: z.string().optional().describe('Pourquoi la comparaison a échoué'),
});

/** How far the topics have been filled. */
export const readRelay = defineOperation({
  name: 'feed.read-relay',
  title: 'Où en est le relais vers Kafka',
  roles,
  method: 'GET',
  route: '/relay',
  input: z.strictObject({}),
  answerSchema: z.object({
    group: z.string(),
    position: z.string().describe('Jusqu’où les sujets sont remplis'),
    caughtUp: z.boolean().describe('Rien n’est à publier'),
    hasCaughtUp: z.boolean().optional().describe('Tout avait été publié une fois depuis le démarrage'),
    lastProgressAt: z.iso.datetime(),
    parked: z.int(),
    standby: z.boolean().optional(),
    trouble: z.string().optional().describe('Ce qui l’empêche d’avancer'),
    failure: z.string().optional().describe('Pourquoi il s’est arrêté'),
    warnings: z.array(z.string()).describe('Ce qu’il faut regarder'),
    head: z.string().describe('Dernière position du journal'),
  }),
  async run(_, { background }) {
    const relay = runningRelay(background);
    const { lastProgressAt, progressedAt: _tick, ...status } = relay.status();
    return { ...status, lastProgressAt: lastProgressAt.toISOString(), head: String(await relay.head()) };
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
  answerSchema: verification,
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
  answerSchema: z.union([verification, z.object({ state: z.literal('none').describe('none (aucune)') })]),
  run: async (_, { background }) => runningRelay(background).verification ?? { state: 'none' as const },
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
  answerSchema: z.object({ from: z.string(), head: z.string().describe('Dernière position du journal') }),
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
