import { notFound } from '@ctg/decider';
import type { GroupOrder } from '@ctg/feed';
import { z } from 'zod';
import { anyText, cursorOf, placeOf } from '../lists/cursor.js';
import { pageOf, pageQuery } from '../lists/page.js';
import type { ConsumerGroups, KnownGroup } from './consumer-groups.js';
import { type AnyOperation, defineOperation } from './operation.js';

export const groupRoles = ['operator'] as const;
/** A group by its name, and a place in the journal, as operators say them. */
export const group = z.string().min(1).max(200).describe('Groupe : projection:conventions@6');
export const position = z
  .string()
  .regex(/^\d{1,18}$/, 'Une position (nombre entier) attendue, 0 pour le début')
  .describe('Position dans le journal');
/** So many of the newest orders are shown with a group. */
const shownOrders = 50;

const shownGroup = z.object({
  group,
  kind: z
    .enum(['table', 'reaction', 'relay'])
    .describe('table (une table de lecture), reaction (ce qui agit) ou relay (le relais vers Kafka)'),
  position,
  head: position.describe('Dernière position du journal'),
  caughtUp: z.boolean().describe('Rien n’attend d’être lu'),
  parked: z.int().min(0).describe('Événements mis de côté'),
  standby: z.boolean().describe('Un autre exemplaire du service fait le travail'),
  rebuilding: z.boolean().describe('Sa table est refaite à côté, elle sert en attendant'),
  lastProgressAt: z.iso.datetime(),
  trouble: z.string().optional().describe('Ce qui l’empêche d’avancer'),
  failure: z.string().optional().describe('Pourquoi il s’est arrêté'),
});

const order = z.object({
  action: z.enum(['rebuild', 'place']).describe('rebuild (table refaite) ou place (groupe replacé)'),
  reason: z.string(),
  by: z.string().describe('Qui l’a demandé (identifiant opaque)'),
  at: z.iso.datetime(),
  before: position.optional().describe('Où le groupe se trouvait'),
  after: position.optional().describe('Où il a été mis'),
  doneAt: z.iso.datetime().optional().describe('Absent : pas encore fait'),
});

const shown = (
  { group, kind, position, caughtUp, parked, standby = false, lastProgressAt, trouble, failure }: KnownGroup,
  head: bigint,
  rebuilding: ReadonlySet<string>,
): z.infer<typeof shownGroup> => ({
  group,
  kind,
  position,
  head: String(head),
  caughtUp,
  parked,
  standby,
  rebuilding: rebuilding.has(group),
  lastProgressAt: lastProgressAt.toISOString(),
  ...(trouble === undefined ? {} : { trouble }),
  ...(failure === undefined ? {} : { failure }),
});

const orderShown = ({
  action,
  reason,
  by,
  at,
  before,
  after,
  doneAt,
}: GroupOrder): z.infer<typeof order> => ({
  action,
  reason,
  by,
  at: at.toISOString(),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  ...(doneAt === undefined ? {} : { doneAt: doneAt.toISOString() }),
});

/** What every service tells those who run it of its consumer groups: how far each has come. None reads a convention. */
export const groupQuestions = (service: string): readonly AnyOperation[] => [
  defineOperation({
    name: `${service}.list-groups`,
    title: 'Lister les groupes qui lisent le journal, et où chacun en est',
    roles: groupRoles,
    method: 'GET',
    route: '/groups',
    input: z.strictObject(pageQuery),
    answerSchema: pageOf(shownGroup),
    async run({ limit, cursor }, { groups }) {
      const owner = { list: `${service}.list-groups`, params: {}, filters: {} };
      const [after = ''] = cursor === undefined ? [] : placeOf(owner, cursor, [anyText]);
      const left = groups.all().filter((one) => one.group > after);
      const [head, rebuilding] = await Promise.all([groups.head(), groups.rebuilding()]);
      const last = left.length > limit ? left[limit - 1] : undefined;
      return {
        items: left.slice(0, limit).map((one) => shown(one, head, rebuilding)),
        ...(last ? { nextCursor: cursorOf(owner, [last.group]) } : {}),
      };
    },
  }),
  defineOperation({
    name: `${service}.show-group`,
    title: 'Montrer un groupe, et ce que l’exploitation en a fait',
    roles: groupRoles,
    method: 'GET',
    route: '/groups/one',
    input: z.strictObject({ group }),
    answerSchema: shownGroup.extend({
      orders: z.array(order).max(shownOrders).describe('Les ordres reçus, le plus récent d’abord'),
    }),
    async run(input, { groups }) {
      const known = found(groups, input.group);
      const [head, rebuilding] = await Promise.all([groups.head(), groups.rebuilding()]);
      const orders = await groups.ordersOf(known.group, shownOrders);
      return { ...shown(known, head, rebuilding), orders: orders.map(orderShown) };
    },
  }),
];

/** @throws Rejection `not-found` */
export function found(groups: ConsumerGroups, name: string): KnownGroup {
  const known = groups.find(name);
  if (!known) throw notFound('Groupe', name);
  return known;
}
