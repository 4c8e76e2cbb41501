import { conventionRoles } from '@ctg/access';
import { day } from '@ctg/calendar';
import { isRehearsed, knownSince, type PublishedEvent, warningsIn } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import {
  defineList,
  type SeenTables,
  scopeOf,
  visibleAmong,
  visibleTo,
  withOwnScope,
} from '@ctg/web-service';
import { z } from 'zod';
import { formersIn } from '../names/formers.js';
import { names } from '../names/name-row.js';
import { idsIn, Names } from '../names/names.js';
import { sentenceOf, titleOf } from '../sentences/sentence.js';
import { knownFacts } from '../state/known-state.js';
import { momentAsked } from '../state/moment.js';
import { correctionsOf } from './corrections-of.js';
import { knownAt, knownInstant } from './known-at.js';
import { namesOfMandates, tellOfMandates } from './names-of-mandates.js';
import { entryKey, isSetAside, isTheirs, timeline } from './timeline-row.js';

const told = z.object({
  position: z.string().describe('Position dans le journal'),
  recordedAt: z.iso.datetime().describe('Instant de l’enregistrement'),
  reallyRecordedAt: z.iso
    .datetime()
    .optional()
    .describe('Dans un essai : l’instant où le journal l’a reçu ; recordedAt est celui que l’essai déclare'),
  occurredOn: day.describe('Jour du fait'),
  effectiveOn: day.optional().describe('Jour à partir duquel il vaut, si c’est un autre'),
  service: z.string(),
  type: z.string().describe('Type de l’événement'),
  title: z.string(),
  sentence: z.string().describe('Ce qui est arrivé, en une phrase'),
  actor: z.object({ subject: z.string(), role: z.string(), organisation: z.string().optional() }),
  reason: z.string().optional().describe('Motif donné'),
  warnings: z
    .array(z.object({ code: z.string(), sentence: z.string() }))
    .optional()
    .describe('Ce qui était improbable quand il a été enregistré'),
  data: z.record(z.string(), z.unknown()).describe('Données de l’événement, selon son schéma (/schemas)'),
  setAside: z
    .literal(true)
    .optional()
    .describe(
      'Cette version du service ne connaît pas ce type : l’événement est là, ses données ne sont pas montrées',
    ),
  stream: z.string(),
  revision: z.int(),
  id: z.string(),
  corrected: z
    .object({
      how: z.enum(['annulled', 'corrected']).describe('annulled (annulé) ou corrected (corrigé)'),
      by: z.string().describe('Identifiant de l’enregistrement qui corrige'),
      recordedAt: z.iso.datetime().describe('Instant de la correction'),
      reason: z.string().describe('Motif'),
    })
    .optional()
    .describe('Ce qui a été enregistré là ne vaut plus ainsi : la dernière correction connue'),
  correlationId: z.string(),
  causationId: z.string(),
});

export const readEvents = defineList({
  name: 'history.read-events',
  title: 'Lire tout ce qui est arrivé à une convention',
  roles: conventionRoles,
  route: '/conventions/:conventionId/events',
  reads: [timeline, names],
  filters: {
    types: z
      .string()
      .max(2000)
      .regex(/^[\w.-]+(,[\w.-]+)*$/, 'Des types d’événements séparés par des virgules attendus')
      .optional()
      .describe('Types d’événements, séparés par des virgules'),
    position: z
      .string()
      .regex(/^\d{1,19}$/, 'Une position (nombre entier) attendue')
      .optional()
      .describe('Le seul événement de cette position'),
    knownAt,
  },
  item: told,
  async select({ query, params: { conventionId = '' }, actor, readModel, value }) {
    const { types, position } = query;
    const known = await knownInstant(readModel, conventionId, query.knownAt);
    return {
      columns: 'event',
      from: 'timeline_entry',
      where: [
        `convention_id = ${value(conventionId)}`,
        // What a later convention took over, little beside all else, is told to whoever may see that one.
        `(event->>'conventionId' IS NULL OR event->>'conventionId' = ${value(conventionId)}
          OR EXISTS (SELECT 1 FROM known_convention k
                      WHERE k.convention_id = event->>'conventionId' AND ${visibleTo(actor, value)}))`,
        ...(position === undefined ? [] : [`key = ${value(entryKey(conventionId, position))}`]),
        ...(known === undefined ? [] : [`recorded_at <= ${value(known)}`]),
      ],
      holds: types === undefined ? [] : [`type = ANY (${value(types.split(','))}::text[])`],
      order: [{ by: 'key' }],
    };
  },
  gather: async (
    rows: readonly { readonly event: PublishedEvent }[],
    { actor, params: { conventionId = '' }, query, readModel },
  ) => {
    const events = rows.flatMap(({ event }) => (isSetAside(event) ? [] : [event]));
    const data = events.map((event) => event.data);
    const ids = idsIn([data, events.map((event) => event.conventionId)]);
    const read = await Names.read(readModel, conventionId, ids, { formers: formersIn(events), actor });
    return {
      names: tellOfMandates(events)
        ? read.and(namesOfMandates(await allKnownOf(readModel, conventionId, query)))
        : read,
      visible: await visibleAmong(actor, data.flatMap(scopeOf), readModel),
      corrections: await correctionsOf(
        readModel,
        conventionId,
        rows.map(({ event }) => event.id),
        await knownInstant(readModel, conventionId, query.knownAt),
      ),
    };
  },
  show: ({ event }: { readonly event: PublishedEvent }, { params }, { names, visible, corrections }) => {
    const readOf = params.conventionId ?? '';
    // What must be hidden of it is not known either.
    if (isSetAside(event))
      return { ...shown({ ...event, data: {} }, names, readOf), setAside: true as const };
    const { data, ...rest } = withoutSmallGroups(event);
    const corrected = corrections.get(event.id);
    return {
      ...shown({ ...rest, data: withOwnScope(data, visible) }, names, readOf),
      ...(corrected ? { corrected } : {}),
    };
  },
});

/** Everything that is known of a convention, whatever the day. */
async function allKnownOf(
  readModel: SeenTables,
  conventionId: string,
  { knownAt: asked }: { readonly knownAt?: string | undefined },
) {
  const moment = await momentAsked(readModel, conventionId, {
    effectiveAt: '9999-12-31',
    knownAt: asked,
  });
  return knownFacts(readModel, moment);
}

const shown = (event: PublishedEvent, names: Names, readOf: string): z.infer<typeof told> => ({
  position: event.position,
  recordedAt: knownSince(event),
  ...(isRehearsed(event) ? { reallyRecordedAt: event.recordedAt } : {}),
  occurredOn: event.occurredOn,
  ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
  service: serviceOf(event.type),
  type: event.type,
  title: titleOf(event.type),
  sentence: sentenceOf(event, names, isTheirs(event, readOf) ? event.conventionId : undefined),
  actor: event.actor,
  ...(event.reason === undefined ? {} : { reason: event.reason }),
  ...(event.warnings === undefined ? {} : { warnings: [...warningsIn(event.warnings)] }),
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
