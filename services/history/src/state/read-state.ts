import { type Actor, conventionRoles } from '@ctg/access';
import { day } from '@ctg/calendar';
import { conventionStatus } from '@ctg/convention';
import { notFound, type ReadModelAccess } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import {
  defineComputedList,
  defineQuery,
  type Found,
  scopeOf,
  visibleAmong,
  withOwnScope,
} from '@ctg/web-service';
import { z } from 'zod';
import { names } from '../names/name-row.js';
import { timeline } from '../timeline/timeline-row.js';
import type { ConventionState } from './convention-state.js';
import { knownState } from './known-state.js';
import { momentAsked, momentOf, ofAMoment, when } from './moment.js';
import { type Section, sectionsOf, summaryOf } from './sections.js';
import { lentSection, lentSeenBy } from './taken-over-by.js';

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
  async answer({ query, params: { conventionId = '' }, actor, readModel }) {
    const moment = await momentAsked(readModel, conventionId, query);
    const state = await knownState(readModel, moment);
    const { effectiveAt, knownAt } = state;
    const asked = new URLSearchParams({ effectiveAt, knownAt });
    const sections = await sectionsSeenBy(state, actor, readModel);
    const base = `/api/history/conventions/${conventionId}/state`;
    return {
      conventionId,
      ...(summaryOf(state) as Summary),
      effectiveAt,
      knownAt,
      sections: sections.map(({ name, path, items }) => ({
        name,
        path,
        count: items.length,
        address: `${base}/${name}?${asked}`,
      })),
    };
  },
});

/** The lists of a state; of what later conventions took over, what those did that this person may see. */
const sectionsSeenBy = (
  state: ConventionState,
  actor: Actor,
  readModel: ReadModelAccess,
): Promise<readonly Section[]> =>
  Promise.all(
    sectionsOf(state).map(async (section) =>
      section.name === lentSection
        ? { ...section, items: await lentSeenBy(section.items, actor, readModel) }
        : section,
    ),
  );

/** One list of a state, page after page: all pages show the same moment, whatever is recorded meanwhile. */
export const readStateSection = defineComputedList({
  name: 'history.read-state-section',
  title: 'Lire une liste de ce qui était vrai un jour',
  route: '/conventions/:conventionId/state/:section',
  ...ofAMoment,
  filters: when,
  item: z.unknown(),
  async *walk({ params, actor, readModel }, settled, [shown = '0'] = []): AsyncGenerator<Found<unknown>> {
    const { conventionId = '', section = '' } = params;
    const state = await knownState(readModel, momentOf(conventionId, settled));
    const found = (await sectionsSeenBy(state, actor, readModel)).find(({ name }) => name === section);
    if (!found) throw notFound('Liste de l’état', section);
    for (let next = Number(shown); next < found.items.length; next++)
      yield { place: [String(next + 1)], item: found.items[next] };
  },
  async finish(items, { actor, readModel }) {
    // Of a cohort's protocol, the conventions that this person may see.
    const visible = await visibleAmong(actor, items.flatMap(scopeOf), readModel);
    return items.map((item) => withOwnScope(item, visible));
  },
});
