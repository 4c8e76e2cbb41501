import { conventionRoles } from '@ctg/access';
import { today } from '@ctg/calendar';
import { themeCode } from '@ctg/contracts/themes';
import type { ReadModelAccess } from '@ctg/decider';
import { organisationId, uuid } from '@ctg/identifiers';
import {
  cursorOf,
  defineQuery,
  knownConventionProjection,
  numberText,
  pageOf,
  pageQuery,
  placeOf,
  wholeNumber,
} from '@ctg/web-service';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import { names } from '../names/name-row.js';
import { Names } from '../names/names.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import { knownFacts, lastKnownBy } from '../state/known-state.js';
import { momentTexts, when } from '../state/moment.js';
import {
  communesOf,
  conventionsOfTerritory,
  isOfTerritory,
  territoryFilters,
} from '../territory/conventions-of-territory.js';
import { territories } from '../territory/territory-row.js';
import { instantOf } from '../timeline/known-at.js';
import { timeline } from '../timeline/timeline-row.js';
import { roleKinds } from '../who-does-what/role-words.js';
import { eurosIn, shownEuros } from '../yearly-review/shown-results.js';
import { type Cell, viewOf } from './view-of.js';

const cellKinds = {
  cell: 'ce qu’une organisation fait dans un thème',
  unfunded: 'moyens d’un thème dont le financeur n’est pas nommé',
  'theme-hole': 'thème où personne ne fait rien',
  'partner-hole': 'partenaire qui ne fait rien dans aucun thème',
};

/** So many actions are named of each role; the plan holds them all. */
const mostActions = 50;

const cell = z.object({
  kind: coded(cellKinds),
  theme: z.object({ code: themeCode, label: z.string() }).optional(),
  organisation: organisationId.optional(),
  name: z.string().optional().describe('Nom de l’organisation'),
  roles: z.array(
    z.object({
      role: z.string(),
      roleLabel: z.string().describe('Le rôle en français'),
      count: z.int().min(1).describe('Dans combien d’actions'),
      actions: z
        .array(z.object({ conventionId: uuid, actionId: uuid, title: z.string() }))
        .max(mostActions)
        .describe('Les premières'),
    }),
  ),
  planned: eurosIn.describe('Ce qu’elle prévoit d’apporter'),
  actual: eurosIn.describe('Ce qu’elle a apporté'),
});

/** The global view of a territory: theme × partner, what each does and at which cost, holes included. */
export const listGlobalView = defineQuery({
  name: 'history.list-global-view',
  title:
    'Voir tout un territoire : thème par thème, ce que fait chaque partenaire et à quel coût, et ce qui manque',
  roles: conventionRoles,
  route: '/global-view',
  reads: [timeline, names, territories, knownConventionProjection],
  query: z.strictObject({
    ...territoryFilters,
    year: wholeNumber(1900, 2200)
      .optional()
      .describe('Les moyens de cette seule année ; par défaut de toutes'),
    ...when,
    ...pageQuery,
  }),
  answerSchema: pageOf(cell),
  async answer({ query, params, actor, readModel }) {
    const { limit, cursor, ...asked } = query;
    const owner = { list: 'history.list-global-view', params, filters: asked };
    const at = cursor === undefined ? undefined : placeOf(owner, cursor, [...momentTexts, numberText]);
    const day = at?.[1] ?? asked.effectiveAt ?? today(actor.cafId);
    const ids = await conventionsOfTerritory(asked, day, { actor, readModel });
    const moment = at
      ? { effectiveAt: day, upTo: at[0] ?? '', knownAt: at[2] ?? '' }
      : { effectiveAt: day, ...(await knownOf(readModel, ids, asked.knownAt, actor.cafId)) };
    const all: FoldedFacts[] = [];
    for (const conventionId of ids) all.push(await knownFacts(readModel, { conventionId, ...moment }));
    const communes = asked.convention === undefined ? communesOf(asked, day) : undefined;
    const conventions = all.filter(
      ({ partners }) => communes === undefined || isOfTerritory(partners.convention, day, communes),
    );
    const rows = viewOf(conventions, asked.year);
    const start = Number(at?.[3] ?? 0);
    const end = start + limit;
    const page = rows.slice(start, end);
    const named = await namesIn(readModel, ids, page);
    return {
      items: page.map((row) => shown(row, named)),
      ...(end >= rows.length
        ? {}
        : { nextCursor: cursorOf(owner, [moment.upTo, moment.effectiveAt, moment.knownAt, String(end)]) }),
    };
  },
});

/** What is known of all of them: up to the last position of any, so that all pages show one moment. */
async function knownOf(
  readModel: ReadModelAccess,
  conventionIds: readonly string[],
  asked: string | undefined,
  cafId: string | undefined,
) {
  const instant = asked === undefined ? undefined : instantOf(asked, cafId);
  let upTo = '';
  for (const conventionId of conventionIds) {
    const last = await lastKnownBy(readModel, conventionId, instant);
    if (last > upTo) upTo = last;
  }
  return { upTo, knownAt: instant ?? '' };
}

/** Names of organisations are their Caf's; a territory may be of several. */
async function namesIn(readModel: ReadModelAccess, conventionIds: readonly string[], page: readonly Cell[]) {
  const ids = new Set(page.flatMap(({ organisation }) => organisation ?? []));
  const known: Names[] = [];
  for (const conventionId of conventionIds) known.push(await Names.read(readModel, conventionId, ids));
  return (id: string) => known.map((one) => one.of(id)).find((name) => name !== id) ?? id;
}

const shown = (
  { kind, theme, organisation, roles, planned, actual }: Cell,
  nameOf: (id: string) => string,
) => ({
  kind,
  ...(theme === undefined ? {} : { theme }),
  ...(organisation === undefined ? {} : { organisation, name: nameOf(organisation) }),
  roles: [...roles].map(([role, actions]) => ({
    role,
    roleLabel: roleKinds[role as keyof typeof roleKinds] ?? role,
    count: actions.length,
    actions: actions.slice(0, mostActions),
  })),
  planned: shownEuros(planned),
  actual: shownEuros(actual),
});
