import { conventionRoles } from '@ctg/access';
import { day, today } from '@ctg/calendar';
import type { PublishedEvent } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import type { ReadModelAccess } from '@ctg/decider';
import { defineQuery, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { Names } from '../names/names.js';
import { sentenceOf, titleOf } from '../sentences/sentence.js';
import { stateOf } from '../state/convention-state.js';
import { padded } from './timeline-row.js';

const instant = z.iso.datetime({ offset: true }).describe('Instant, par exemple 2026-06-01T00:00:00Z');

/** An instant as events carry it, so that text compares as time does. */
const utc = (text: string): string => new Date(text).toISOString();

export const listConventions = defineQuery({
  name: 'history.list-conventions',
  title: 'Lister les conventions dont on peut lire l’histoire',
  roles: conventionRoles,
  route: '/conventions',
  query: z.strictObject({
    after: z.string().max(100).default('').describe('Après cet identifiant (suite de la liste)'),
    limit: z.coerce.number().int().min(1).max(500).default(200).describe('Nombre de conventions'),
  }),
  async answer({ query, actor, readModel }) {
    const parameters: unknown[] = [query.after, query.limit];
    const rows = await readModel.query(
      `SELECT k.convention_id AS "conventionId", k.title, k.caf_id AS "cafId", t.events, t."lastRecordedAt"
         FROM known_convention k
         LEFT JOIN LATERAL (
           SELECT count(*)::int AS events, max(recorded_at) AS "lastRecordedAt"
             FROM timeline_entry e WHERE e.convention_id = k.convention_id
         ) t ON true
        WHERE k.convention_id > $1 AND ${visibleTo(actor, parameters)} ORDER BY k.convention_id LIMIT $2`,
      parameters,
    );
    return { conventions: rows };
  },
});

export const readEvents = defineQuery({
  name: 'history.read-events',
  title: 'Lire tout ce qui est arrivé à une convention',
  roles: conventionRoles,
  route: '/conventions/:conventionId/events',
  query: z.strictObject({
    after: z
      .string()
      .regex(/^\d{1,19}$/)
      .default('0')
      .describe('Après cette position'),
    limit: z.coerce.number().int().min(1).max(1000).default(200).describe('Nombre d’événements'),
    types: z.string().max(2000).optional().describe('Types d’événements, séparés par des virgules'),
    knownAt: instant.optional().describe('Ce qui était enregistré à cet instant'),
  }),
  async answer({ query, params, readModel }) {
    const conventionId = params.conventionId ?? '';
    const rows = await readModel.query<{ event: PublishedEvent }>(
      `SELECT event FROM timeline_entry
        WHERE convention_id = $1 AND key > $1 || ':' || $2 AND ($3::text[] IS NULL OR type = ANY ($3))
          AND ($4::text IS NULL OR recorded_at <= $4)
        ORDER BY key LIMIT $5`,
      [
        conventionId,
        padded(query.after),
        query.types?.split(',') ?? null,
        query.knownAt ? utc(query.knownAt) : null,
        query.limit + 1,
      ],
    );
    const names = await Names.read(readModel, conventionId);
    const events = rows.slice(0, query.limit).map(({ event }) => shown(withoutSmallGroups(event), names));
    const next = rows.length > query.limit ? events.at(-1)?.position : undefined;
    return next === undefined ? { events } : { events, next };
  },
});

const shown = (event: PublishedEvent, names: Names) => ({
  position: event.position,
  recordedAt: event.recordedAt,
  occurredOn: event.occurredOn,
  ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
  service: serviceOf(event.type),
  type: event.type,
  title: titleOf(event.type),
  sentence: sentenceOf(event, names),
  actor: event.actor,
  ...(event.reason === undefined ? {} : { reason: event.reason }),
  data: event.data,
  stream: event.stream,
  revision: event.revision,
  id: event.id,
  correlationId: event.correlationId,
  causationId: event.causationId,
});

const serviceOf = (type: string): string => {
  const prefix = type.split('.')[0] ?? '';
  return prefix === 'actionplans' ? 'action-plans' : prefix;
};

export const readState = defineQuery({
  name: 'history.read-state',
  title: 'Lire ce qui était vrai un jour, tel qu’on le savait à un instant',
  roles: conventionRoles,
  route: '/conventions/:conventionId/state',
  query: z.strictObject({
    effectiveAt: day.optional().describe('En vigueur ce jour-là ; par défaut aujourd’hui'),
    knownAt: instant.optional().describe('Connu à cet instant ; par défaut maintenant'),
  }),
  async answer({ query, params, readModel }) {
    const conventionId = params.conventionId ?? '';
    const knownAt = query.knownAt ? utc(query.knownAt) : new Date().toISOString();
    const [recorded, names] = await Promise.all([
      recordedBy(readModel, conventionId, knownAt),
      Names.read(readModel, conventionId),
    ]);
    return { conventionId, ...stateOf(recorded, query.effectiveAt ?? today(), knownAt, names) };
  },
});

async function recordedBy(
  readModel: ReadModelAccess,
  conventionId: string,
  knownAt: string,
): Promise<readonly PublishedEvent[]> {
  const rows = await readModel.query<{ event: PublishedEvent }>(
    'SELECT event FROM timeline_entry WHERE convention_id = $1 AND recorded_at <= $2 ORDER BY key',
    [conventionId, knownAt],
  );
  return rows.map(({ event }) => withoutSmallGroups(event));
}
