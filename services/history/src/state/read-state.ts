import { conventionRoles } from '@ctg/access';
import { day, today } from '@ctg/calendar';
import { conventionStatus } from '@ctg/convention';
import { notFound, type ReadModelAccess } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import {
  cursorOf,
  defineQuery,
  type Place,
  pageOf,
  pageQuery,
  placeOf,
  scopeOf,
  visibleAmong,
  withOwnScope,
} from '@ctg/web-service';
import { z } from 'zod';
import { names } from '../names/name-row.js';
import { cafOf, instantOf, knownAt } from '../timeline/known-at.js';
import { timeline } from '../timeline/timeline-row.js';
import { knownBy, knownState, type Moment } from './known-state.js';
import { sectionsOf, summaryOf } from './sections.js';

const when = {
  effectiveAt: day.optional().describe('En vigueur ce jour-là ; par défaut aujourd’hui'),
  knownAt,
};

const record = z.record(z.string(), z.unknown());

const summary = z.object({
  status: conventionStatus,
  convention: record.describe('Intitulé, dates, statut en français'),
  territory: record.optional().describe('Périmètre, sans ses communes'),
  diagnostic: record,
  plan: record,
  evaluation: record,
});

type Summary = z.infer<typeof summary>;

/** What a convention was, without its lists: how many things each holds, and where to read them. */
export const readState = defineQuery({
  name: 'history.read-state',
  title: 'Lire ce qui était vrai un jour, tel qu’on le savait à un instant',
  roles: conventionRoles,
  route: '/conventions/:conventionId/state',
  reads: [timeline, names],
  query: z.strictObject(when),
  answerSchema: z.object({
    conventionId: uuid,
    effectiveAt: day,
    knownAt: z.iso.datetime(),
    ...summary.shape,
    sections: z
      .array(
        z.object({
          name: z.string(),
          path: z.string().describe('Sa place dans l’état : diagnostic.values'),
          count: z.int(),
          address: z.string().describe('Où la lire, page par page'),
        }),
      )
      .describe('Les listes de l’état'),
  }),
  async answer({ query, params: { conventionId = '' }, readModel }) {
    const moment = await momentAsked(readModel, conventionId, query);
    const state = await knownState(readModel, moment);
    const { effectiveAt, knownAt } = moment;
    const asked = new URLSearchParams({ effectiveAt, knownAt });
    const base = `/api/history/conventions/${conventionId}/state`;
    return {
      conventionId,
      ...(summaryOf(state) as Summary),
      effectiveAt,
      knownAt,
      sections: sectionsOf(state).map(({ name, path, items }) => ({
        name,
        path,
        count: items.length,
        address: `${base}/${name}?${asked}`,
      })),
    };
  },
});

/** One list of a state, page after page: all pages show the same moment, whatever is recorded meanwhile. */
export const readStateSection = defineQuery({
  name: 'history.read-state-section',
  title: 'Lire une liste de ce qui était vrai un jour',
  roles: conventionRoles,
  route: '/conventions/:conventionId/state/:section',
  reads: [timeline, names],
  query: z.strictObject({ ...when, ...pageQuery }),
  answerSchema: pageOf(z.unknown()),
  async answer({ query: { limit, cursor, ...asked }, params, actor, readModel }) {
    const { conventionId = '', section = '' } = params;
    const owner = { list: 'history.read-state-section', params, filters: asked };
    const at = cursor === undefined ? undefined : placeOf(owner, cursor, 4);
    const moment = at ? momentOf(conventionId, at) : await momentAsked(readModel, conventionId, asked);
    const found = sectionsOf(await knownState(readModel, moment)).find(({ name }) => name === section);
    if (!found) throw notFound('Liste de l’état', section);
    const start = Number(at?.[3] ?? 0);
    const end = start + limit;
    const { upTo, effectiveAt, knownAt } = moment;
    const isLast = end >= found.items.length;
    const items = found.items.slice(start, end);
    // Of a cohort's protocol, the conventions that this person may see.
    const visible = await visibleAmong(actor, items.flatMap(scopeOf), readModel);
    return {
      items: items.map((item) => withOwnScope(item, visible)),
      ...(isLast ? {} : { nextCursor: cursorOf(owner, [upTo, effectiveAt, knownAt, String(end)]) }),
    };
  },
});

interface Asked {
  readonly effectiveAt?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** The moment that is asked for; where nothing is said, today as the last recorded position has it. */
async function momentAsked(readModel: ReadModelAccess, conventionId: string, asked: Asked): Promise<Moment> {
  const cafId = await cafOf(readModel, conventionId);
  const instant = asked.knownAt === undefined ? undefined : instantOf(asked.knownAt, cafId);
  const known = await knownBy(readModel, conventionId, instant);
  const nothing = { upTo: '', knownAt: instant ?? new Date(0).toISOString() };
  const effectiveAt = asked.effectiveAt ?? today(cafId);
  return { conventionId, effectiveAt, ...(known ?? nothing) };
}

/** The moment of the page before. */
const momentOf = (conventionId: string, [upTo = '', effectiveAt = '', knownAt = '']: Place): Moment => ({
  conventionId,
  effectiveAt,
  knownAt,
  upTo,
});
