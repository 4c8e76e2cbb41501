import type { Actor } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import { notFound, Rejection } from '@ctg/decider';
import type { DiscardedEvent, Feed, ParkedEvent } from '@ctg/feed';
import { z } from 'zod';
import type { ConventionAdmission } from '../known-conventions/admission.js';
import { anyText, cursorOf, numberText, placeOf } from '../lists/cursor.js';
import { pageOf, pageQuery } from '../lists/page.js';
import { type AnyOperation, defineOperation, type OperationSurroundings } from './operation.js';

const roles = ['operator'] as const;
/** They look into the conventions of their Caf, or of all, and can say what is wrong with an event. */
const readers = ['caf_adviser', 'national_auditor'] as const;
const group = z.string().min(1).max(200).describe('Abonnement');
const eventId = z.string().min(1).max(300).describe('Identifiant de l’événement');
const key = z.string().min(1).max(300).describe('Clé d’ordre : la convention, ou le flux');

const parkedLetter = z.object({
  group,
  eventId,
  key,
  type: z.string().describe('Type de l’événement'),
  tenant: z.string().optional().describe('Caf'),
  position: z.string().optional().describe('Position dans le journal'),
  reason: z.string().describe('Pourquoi il est mis de côté'),
  attempts: z.int().describe('Nombre d’essais'),
  parkedAt: z.iso.datetime(),
  waiting: z.boolean().describe('Attend derrière un autre de sa clé'),
});

const discardedLetter = z.object({
  group,
  eventId,
  key,
  parkedReason: z.string().describe('Pourquoi il avait été mis de côté'),
  discardReason: z.string().describe('Pourquoi on y a renoncé'),
  discardedBy: z.string().optional().describe('Qui y a renoncé (identifiant opaque)'),
  discardedAt: z.iso.datetime(),
});

const replay = {
  replayed: z.int().describe('Événements rejoués'),
  stillParked: z.int().describe('Encore mis de côté'),
};

/** What every service offers to those who run it: the events that one of its subscriptions could not handle. */
export const deadLetterOperations = (service: string): readonly AnyOperation[] => [
  defineOperation({
    name: `${service}.list-dead-letters`,
    title: 'Lister les événements mis de côté',
    roles,
    method: 'GET',
    route: '/dead-letters',
    input: z.strictObject({ group: group.optional(), ...pageQuery }),
    answerSchema: pageOf(parkedLetter),
    async run({ limit, cursor, ...filters }, { feeds }) {
      const owner = { list: `${service}.list-dead-letters`, params: {}, filters };
      const [from, after] = cursor === undefined ? [] : placeOf(owner, cursor, [anyText, numberText]);
      const wanted = groupsOf(feeds)
        .filter(({ name }) => filters.group === undefined || name === filters.group)
        .filter(({ name }) => from === undefined || name >= from)
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const found: { readonly letter: z.infer<typeof parkedLetter>; readonly sequence: string }[] = [];
      for (const { feed, name } of wanted) {
        for (let last = name === from ? after : undefined; found.length <= limit; ) {
          const place = last === undefined ? {} : { after: last };
          // Large ones come a few at a time: of each only what the list says is kept.
          const some = await feed.parked(name, { ...place, limit: limit + 1 - found.length });
          if (some.length === 0) break;
          found.push(...some.map((one) => ({ letter: summary(one), sequence: one.sequence })));
          last = some.at(-1)?.sequence;
        }
        if (found.length > limit) break;
      }
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        items: found.slice(0, limit).map(({ letter }) => letter),
        ...(last ? { nextCursor: cursorOf(owner, [last.letter.group, last.sequence]) } : {}),
      };
    },
  }),
  defineOperation({
    name: `${service}.show-dead-letter`,
    title: 'Montrer un événement mis de côté ; son contenu à qui peut lire la convention, et à nul autre',
    roles: [...roles, ...readers],
    method: 'GET',
    route: '/dead-letters/one',
    input: z.strictObject({ group, eventId }),
    answerSchema: parkedLetter.extend({
      event: z
        .record(z.string(), z.unknown())
        .describe('L’événement ; son contenu à qui peut lire la convention'),
      raw: z.string().optional().describe('Ce qui en est gardé, mot pour mot, à qui peut le lire'),
    }),
    run: async (input, { feeds, actor, admission }) => {
      const [found] = await feedOf(feeds, input.group).parked(input.group, { eventId: input.eventId });
      if (!found) throw noSuchLetter(input.group, input.eventId);
      if (actor.role === 'operator') return { ...summary(found), event: envelopeOf(found) };
      if (!(await mayRead(found, actor, admission))) throw noSuchLetter(input.group, input.eventId);
      const event = withoutSmallGroups(found.event);
      return { ...summary(found), event: { ...event }, ...(event === found.event ? { raw: found.raw } : {}) };
    },
  }),
  defineOperation({
    name: `${service}.replay-dead-letters`,
    title: 'Rejouer les événements mis de côté d’une clé, dans l’ordre',
    roles,
    method: 'POST',
    route: '/dead-letters/replay',
    input: z.strictObject({ group, key }),
    answerSchema: z.object(replay),
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
    answerSchema: z.object({ discarded: eventId, ...replay }),
    async run(input, { feeds, actor }) {
      const feed = feedOf(feeds, input.group);
      const [parked] = await feed.parked(input.group, { eventId: input.eventId });
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
    input: z.strictObject(pageQuery),
    answerSchema: pageOf(discardedLetter),
    async run({ limit, cursor }, { feeds }) {
      const owner = { list: `${service}.list-discarded`, params: {}, filters: {} };
      const [before] = cursor === undefined ? [] : placeOf(owner, cursor, [numberText]);
      const place = before === undefined ? {} : { before };
      const found = (await feeds[0]?.discarded({ ...place, limit: limit + 1 })) ?? [];
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        items: found.slice(0, limit).map(discardedSummary),
        ...(last ? { nextCursor: cursorOf(owner, [last.sequence]) } : {}),
      };
    },
  }),
];

/**
 * Who, when, where; what was said stays out, also what stands beside the data: why something was corrected, what was improbable in it,
 * whatever a foreign program wrote there.
 */
const envelope: ReadonlySet<string> = new Set<keyof PublishedEvent>([
  'id',
  'type',
  'stream',
  'revision',
  'position',
  'recordedAt',
  'schemaVersion',
  'cafId',
  'conventionId',
  'actor',
  'correlationId',
  'causationId',
  'occurredOn',
  'effectiveOn',
  'rehearsedAt',
]);

const envelopeOf = ({ event }: ParkedEvent): Record<string, unknown> =>
  Object.fromEntries(Object.entries(event).filter(([field]) => envelope.has(field)));

/** As of any event: its convention's readers, or its Caf where it belongs to none. */
async function mayRead(
  { event }: ParkedEvent,
  actor: Actor,
  admission: ConventionAdmission,
): Promise<boolean> {
  if (event.conventionId === undefined)
    return actor.role === 'national_auditor' || (event.cafId !== undefined && event.cafId === actor.cafId);
  try {
    await admission.admit(actor, event.conventionId, 'query');
    return true;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

type Feeds = OperationSurroundings['feeds'];

const groupsOf = (feeds: Feeds) => feeds.flatMap((feed) => feed.groups().map((name) => ({ feed, name })));

function feedOf(feeds: Feeds, name: string): Feed {
  const found = groupsOf(feeds).find((each) => each.name === name);
  if (found) return found.feed;
  throw notFound('Abonnement', name);
}

const noSuchLetter = (name: string, id: string) => notFound(`Événement mis de côté dans ${name}`, id);

/** Without its data: a list is read by people. */
const summary = ({
  group,
  eventId,
  key,
  event,
  reason,
  attempts,
  parkedAt,
  waiting,
}: ParkedEvent): z.infer<typeof parkedLetter> => ({
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

const discardedSummary = (one: DiscardedEvent): z.infer<typeof discardedLetter> => ({
  group: one.group,
  eventId: one.eventId,
  key: one.key,
  parkedReason: one.parkedReason,
  discardReason: one.discardReason,
  ...(one.discardedBy === undefined ? {} : { discardedBy: one.discardedBy }),
  discardedAt: one.discardedAt.toISOString(),
});
