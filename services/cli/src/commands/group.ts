import { services } from '../api/catalogue.js';
import type { Connection, Persona } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { failed, usageFailure } from '../failure.js';
import { tableLines } from '../table.js';
import { type CommonOptions, type Output, operatorOf } from './options.js';

export const groupActions = ['list', 'show', 'rebuild', 'place'] as const;

export interface GroupOptions extends CommonOptions {
  readonly service?: string;
  readonly from?: string;
  readonly reason?: string;
}

interface Group {
  readonly service: string;
  readonly group: string;
  readonly kind: 'table' | 'reaction' | 'relay';
  readonly position: string;
  readonly head: string;
  readonly caughtUp: boolean;
  readonly parked: number;
  readonly standby: boolean;
  readonly rebuilding: boolean;
  readonly trouble?: string | undefined;
  readonly failure?: string | undefined;
}

interface Order {
  readonly action: 'rebuild' | 'place';
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly before?: string;
  readonly after?: string;
  readonly doneAt?: string;
}

const kinds = { table: 'table de lecture', reaction: 'ce qui agit', relay: 'relais vers Kafka' } as const;
const actions = { rebuild: 'table refaite', place: 'groupe replacé' } as const;

/**
 * `ctg group list|show|rebuild|place [group]`: what follows the journal in each service, and how far it has come. A group is named by its
 * name or the beginning of it; one that several services have is meant in all of them, unless --service names one.
 */
export async function group(
  connection: Connection,
  action: string,
  words: string | undefined,
  options: GroupOptions,
  { out }: Output,
): Promise<void> {
  const as = operatorOf(options);
  const all = await listAll(connection, as, options.service);
  if (action === 'list') {
    if (options.json) return out(JSON.stringify(all));
    for (const line of table(all)) out(line);
    return;
  }
  const say = (done: object, sentence: string) => out(options.json ? JSON.stringify(done) : sentence);
  const found = wanted(all, words, action);
  const { reason, from } = options;
  if (action !== 'show' && !reason)
    throw usageFailure(`${action} attend --reason <motif> : le motif est gardé avec l’ordre.`);
  if (action === 'place' && !/^\d{1,18}$/.test(from ?? ''))
    throw usageFailure('place attend --from <position>, 0 pour que le groupe relise tout.');
  for (const { service, group: name } of found) {
    const path = `/api/${service}/groups`;
    if (action === 'show') {
      const query = new URLSearchParams({ group: name });
      const shown = (await connection.get(`${path}/one?${query}`, as)) as Group & {
        readonly orders: readonly Order[];
      };
      if (options.json) out(JSON.stringify({ ...shown, service }));
      else for (const line of described({ ...shown, service }, shown.orders)) out(line);
    } else if (action === 'rebuild') {
      await connection.post(`${path}/rebuild`, as, { group: name, reason });
      say(
        { service, group: name },
        `${service}, ${name} : la table est refaite depuis tout le journal, l’ancienne sert en attendant. Suivez-la avec : npm run -s ctg -- group show ${name}`,
      );
    } else {
      const body = { group: name, position: from, reason };
      const done = (await connection.post(`${path}/place`, as, body)) as { before: string; after: string };
      say(
        { service, ...done, group: name },
        `${service}, ${name} : replacé de ${done.before} à ${done.after} ; ce qui suit lui revient, ce qu’il a fait est reconnu.`,
      );
    }
  }
}

async function listAll(
  connection: Connection,
  as: Persona,
  service: string | undefined,
): Promise<readonly Group[]> {
  if (service !== undefined && !services.some((one) => one === service))
    throw usageFailure(`« ${service} » n’est pas un service : ${services.join(', ')}.`);
  const groups: Group[] = [];
  const api = connection.api(as);
  for (const one of services) {
    if (service !== undefined && one !== service) continue;
    // Every service answers the same here.
    const address = `/api/${one}/groups` as '/api/history/groups';
    const listed = everyPage((from) => api.GET(address, { params: { query: { limit: 200, ...from } } }));
    for await (const found of listed) groups.push({ ...found, service: one });
  }
  return groups;
}

function wanted(all: readonly Group[], words: string | undefined, action: string): readonly Group[] {
  if (words === undefined) throw usageFailure(`group ${action} attend un groupe (ou le début de son nom).`);
  const exact = all.filter(({ group: name }) => name === words);
  const found = exact.length > 0 ? exact : all.filter(({ group: name }) => name.startsWith(words));
  if (found.length === 0) throw failed(`Aucun groupe ne commence par « ${words} » : voyez group list.`);
  if (new Set(found.map(({ group: name }) => name)).size > 1)
    throw failed(`Plusieurs groupes commencent par « ${words} » : donnez plus de caractères.`);
  return found;
}

/** What a group is doing, in words. */
function standing({ caughtUp, standby, rebuilding, trouble, failure, parked }: Group): string {
  const doing = failure ?? trouble ?? (caughtUp ? 'à jour' : 'rattrape le journal');
  const more = [
    ...(rebuilding ? ['table refaite à côté'] : []),
    ...(standby ? ['un autre exemplaire travaille'] : []),
    ...(parked > 0 ? [`${parked} mis de côté`] : []),
  ];
  return [doing, ...more].join(' ; ');
}

const table = (groups: readonly Group[]): readonly string[] =>
  tableLines(
    [
      { title: 'Service', width: 14 },
      { title: 'Groupe', width: 60 },
      { title: 'Position', width: 12, right: true },
      { title: 'Journal', width: 12, right: true },
      { title: 'État', width: 60 },
    ],
    groups.map((one) => [one.service, one.group, one.position, one.head, standing(one)]),
  );

function described(one: Group, orders: readonly Order[]): readonly string[] {
  return [
    `${one.service}, ${one.group} (${kinds[one.kind]})`,
    `Position ${one.position} sur ${one.head} : ${standing(one)}.`,
    ...orders.map(
      ({ action, reason, by, at, before, after, doneAt }) =>
        `${at}  ${actions[action]}${doneAt === undefined ? ', en cours' : `, de ${before} à ${after}`}, par ${by} : ${reason}`,
    ),
  ];
}
