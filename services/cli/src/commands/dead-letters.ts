import { services } from '../api/catalogue.js';
import type { Connection, Persona } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { failed, usageFailure } from '../failure.js';
import type { CommonOptions, Output } from './options.js';
import { operatorOf } from './options.js';

interface DeadLetter {
  readonly service: string;
  readonly group: string;
  readonly eventId: string;
  readonly key: string;
  readonly type: string;
  readonly tenant?: string | undefined;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: string;
  readonly waiting: boolean;
}

export const deadLetterActions = ['list', 'show', 'replay', 'discard'] as const;

export interface DeadLetterOptions extends CommonOptions {
  readonly reason?: string;
}

/**
 * `ctg dead-letters list|show|replay|discard [event]`: the events that a subscription of some service could not handle.
 * An event is named by its id, or the beginning of it.
 */
export async function deadLetters(
  connection: Connection,
  action: string,
  words: string | undefined,
  options: DeadLetterOptions,
  { out }: Output,
): Promise<void> {
  const as = operatorOf(options);
  const all = await listAll(connection, as);
  if (action === 'list') {
    if (options.json) return out(JSON.stringify(all));
    if (all.length === 0) out('Aucun événement mis de côté.');
    for (const letter of all) out(line(letter));
    return;
  }
  const letters = wanted(all, words, action);
  for (const letter of letters) {
    const { service, group, key, eventId } = letter;
    if (action === 'show') {
      const query = new URLSearchParams({ group, eventId });
      const shown = await connection.get(`/api/${service}/dead-letters/one?${query}`, as);
      out(options.json ? JSON.stringify(shown) : JSON.stringify(shown, null, 2));
    } else if (action === 'replay') {
      const done = (await connection.post(`/api/${service}/dead-letters/replay`, as, {
        group,
        key,
      })) as Replay;
      out(options.json ? JSON.stringify({ service, group, key, ...done }) : replayed(letter, done));
    } else {
      const { reason } = options;
      if (!reason)
        throw usageFailure('discard attend --reason <motif> : le motif est gardé avec l’événement.');
      const done = (await connection.post(`/api/${service}/dead-letters/discard`, as, {
        group,
        eventId,
        reason,
      })) as Replay;
      out(
        options.json
          ? JSON.stringify({ service, group, eventId, ...done })
          : `${eventId} : on y a renoncé. ${replayed(letter, done)}`,
      );
    }
  }
}

interface Replay {
  readonly replayed: number;
  readonly stillParked: number;
}

async function listAll(connection: Connection, as: Persona): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = [];
  const api = connection.api(as);
  for (const service of services) {
    // Every service answers the same here.
    const address = `/api/${service}/dead-letters` as '/api/history/dead-letters';
    const listed = everyPage((from) => api.GET(address, { params: { query: { limit: 200, ...from } } }));
    for await (const letter of listed) letters.push({ ...letter, service });
  }
  return letters;
}

/** The same event may be parked by several subscriptions: all of them are meant. */
function wanted(
  all: readonly DeadLetter[],
  words: string | undefined,
  action: string,
): readonly DeadLetter[] {
  if (words === undefined)
    throw usageFailure(`dead-letters ${action} attend un événement (ou le début de son identifiant).`);
  const found = all.filter(({ eventId }) => eventId.startsWith(words));
  if (found.length === 0)
    throw failed(`Aucun événement mis de côté ne commence par « ${words} » : voyez dead-letters list.`);
  if (new Set(found.map(({ eventId }) => eventId)).size > 1)
    throw failed(`Plusieurs événements commencent par « ${words} » : donnez plus de caractères.`);
  return found;
}

const line = ({ service, group, eventId, type, key, reason, attempts, waiting }: DeadLetter): string =>
  `${eventId}  ${service}  ${group}  ${type}  ${key}  ${waiting ? 'attend derrière un autre' : `${attempts} essai(s) : ${reason}`}`;

const replayed = ({ service, group }: DeadLetter, { replayed, stillParked }: Replay): string =>
  `${service}, ${group} : ${replayed} rejoué(s), ${stillParked} encore mis de côté.`;
