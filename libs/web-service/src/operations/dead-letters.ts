import { notFound } from '@ctg/decider';
import type { Feed, ParkedEvent } from '@ctg/feed';
import { z } from 'zod';
import { type AnyOperation, defineOperation, type OperationSurroundings } from './operation.js';

const roles = ['operator'] as const;
const group = z.string().min(1).max(200).describe('Abonnement');
const eventId = z.string().min(1).max(300).describe('Identifiant de l’événement');
const key = z.string().min(1).max(300).describe('Clé d’ordre : la convention, ou le flux');

/** What every service offers to those who run it: the events that one of its subscriptions could not handle. */
export const deadLetterOperations = (service: string): readonly AnyOperation[] => [
  defineOperation({
    name: `${service}.list-dead-letters`,
    title: 'Lister les événements mis de côté',
    roles,
    method: 'GET',
    route: '/dead-letters',
    input: z.strictObject({ group: group.optional() }),
    run: async (input, { feeds }) => {
      const all = await Promise.all(groupsOf(feeds).map(({ feed, name }) => parkedOf(feed, name)));
      const wanted = all.flat().filter((each) => input.group === undefined || each.group === input.group);
      return { deadLetters: wanted.slice(0, 1_000).map(summary), total: wanted.length };
    },
  }),
  defineOperation({
    name: `${service}.show-dead-letter`,
    title: 'Montrer un événement mis de côté',
    roles,
    method: 'GET',
    route: '/dead-letters/one',
    input: z.strictObject({ group, eventId }),
    run: async (input, { feeds }) => {
      const parked = await parkedOf(feedOf(feeds, input.group), input.group);
      const found = parked.find((each) => each.eventId === input.eventId);
      if (!found) throw noSuchLetter(input.group, input.eventId);
      return { ...summary(found), event: found.event, raw: found.raw };
    },
  }),
  defineOperation({
    name: `${service}.replay-dead-letters`,
    title: 'Rejouer les événements mis de côté d’une clé, dans l’ordre',
    roles,
    method: 'POST',
    route: '/dead-letters/replay',
    input: z.strictObject({ group, key }),
    run: (input, { feeds }) => feedOf(feeds, input.group).replayParked(input.group, input.key),
  }),
  defineOperation({
    name: `${service}.discard-dead-letter`,
    title: 'Renoncer à un événement mis de côté, avec un motif qui est gardé',
    roles,
    method: 'POST',
    route: '/dead-letters/discard',
    input: z.strictObject({
      group,
      eventId,
      reason: z.string().trim().min(3).max(500).describe('Motif, gardé avec l’événement'),
    }),
    async run(input, { feeds, actor }) {
      const feed = feedOf(feeds, input.group);
      const parked = (await parkedOf(feed, input.group)).find((each) => each.eventId === input.eventId);
      const isDone = await feed.discardParked(input.group, input.eventId, input.reason, actor.subject);
      if (!parked || !isDone) throw noSuchLetter(input.group, input.eventId);
      // What waited behind it is free now.
      return { discarded: input.eventId, ...(await feed.replayParked(input.group, parked.key)) };
    },
  }),
  defineOperation({
    name: `${service}.list-discarded`,
    title: 'Lister les événements auxquels on a renoncé, avec qui et pourquoi',
    roles,
    method: 'GET',
    route: '/dead-letters/discarded',
    input: z.strictObject({}),
    run: async (_, { feeds }) => ({ discarded: await feeds[0]?.discarded() }),
  }),
];

type Feeds = OperationSurroundings['feeds'];

const groupsOf = (feeds: Feeds) => feeds.flatMap((feed) => feed.groups().map((name) => ({ feed, name })));

const parkedOf = (feed: Feed, name: string): Promise<readonly ParkedEvent[]> => feed.parked(name);

function feedOf(feeds: Feeds, name: string): Feed {
  const found = groupsOf(feeds).find((each) => each.name === name);
  if (found) return found.feed;
  throw notFound('Abonnement', name);
}

const noSuchLetter = (name: string, id: string) => notFound(`Événement mis de côté dans ${name}`, id);

/** Without its data: a list is read by people. */
const summary = ({ group, eventId, key, event, reason, attempts, parkedAt, waiting }: ParkedEvent) => ({
  group,
  eventId,
  key,
  type: event.type,
  tenant: event.cafId,
  position: event.position,
  reason,
  attempts,
  parkedAt: parkedAt.toISOString(),
  waiting,
});
