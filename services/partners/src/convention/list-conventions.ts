import { blocksWith, day } from '@ctg/calendar';
import { themeCode } from '@ctg/contracts/themes';
import {
  conventionStage,
  conventionStages,
  conventionStatus,
  isPartyOn,
  missingOfActsOn,
  type Period,
  perimeterOn,
  signatoriesOf,
  signaturesAwaitedOn,
  situationOn,
} from '@ctg/convention';
import { cafId, inseeCode, personId, siren, title, uuid } from '@ctg/identifiers';
import { defineList, holdsWords, knownConventionProjection, searchText, visibleRows } from '@ctg/web-service';
import { z } from 'zod';
import { isInCharge, mandates } from '../mandate/mandate-row.js';
import { communesOfEpci } from './communes-of-epci.js';
import { type ConventionRow, conventions } from './convention-row.js';
import { everybody } from './read-convention.js';

const count = (meaning: string) => z.int().min(0).describe(meaning);

/** A perimeter of that day for which something holds. */
const inPerimeter = (on: string, holds: string) =>
  `EXISTS (
     SELECT 1 FROM jsonb_array_elements(c.perimeters) span
      WHERE span->>'from' <= ${on} AND coalesce(span->>'until', '9999-12-31') >= ${on} AND ${holds})`;

/** The perimeter of a day holds the commune. */
const holdsCommune = (commune: string, on: string) =>
  `c.communes @> ARRAY[${commune}] AND ${inPerimeter(on, `span->'territory'->'communes' ? ${commune}`)}`;

/** It names the intercommunalité, or holds one of its communes. */
const ofEpci = (epci: string, communes: string, on: string) =>
  inPerimeter(
    on,
    `(span->'territory'->'epci' ? ${epci} OR span->'territory'->'communes' ?| ${communes}::text[])`,
  );

/** What the list is ordered by; of those alike, by their titles. An index serves each. */
const orders = {
  title: 'c.title_folded',
  effect: 'c.effect_on',
  term: 'c.ends_on',
  'status-date': 's.since',
} as const;

const sort = z
  .enum(Object.keys(orders) as [keyof typeof orders, ...(keyof typeof orders)[]])
  .default('title')
  .describe(
    'Ordre : title (intitulé), effect (date d’effet), term (terme), status-date (date du statut) ; le plus ancien d’abord',
  );

export const listConventions = defineList({
  name: 'partners.list-conventions',
  title: 'Lister les conventions, telles qu’elles sont un jour',
  roles: everybody,
  route: '/conventions',
  reads: [conventions, mandates, knownConventionProjection],
  filters: {
    commune: inseeCode.optional().describe('Dont le périmètre contient cette commune ce jour-là'),
    text: searchText.optional().describe('Mots de l’intitulé, du territoire ou d’une de ses communes'),
    status: conventionStatus.optional(),
    stage: conventionStage.optional(),
    epci: siren
      .optional()
      .describe('Qui cite cette intercommunalité, ou contient une de ses communes ce jour-là'),
    departement: z
      .string()
      .regex(/^(?:\d{2}|2[AB]|9[78]\d)$/, 'Code de département attendu, par exemple 59, 2A ou 974')
      .optional()
      .describe('Qui contient une commune de ce département ce jour-là'),
    theme: themeCode.optional(),
    endsAfter: day.optional().describe('Dont le terme est ce jour ou plus tard'),
    endsBefore: day.optional().describe('Dont le terme est ce jour ou plus tôt'),
    officer: personId.optional().describe('Dont cette personne est chargée de coopération ce jour-là'),
    caf: cafId.optional().describe('De cette Caf, pour qui en voit plusieurs'),
    sort,
    on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui'),
  },
  item: z.object({
    conventionId: uuid,
    cafId,
    title,
    status: conventionStatus,
    label: z.string().describe('Le statut en français'),
    since: day.describe('Premier jour de ce statut'),
    stage: conventionStage,
    stageLabel: z.string().describe('L’étape en français'),
    completedOn: day.optional().describe('Jour depuis lequel plus aucune signature requise ne manque'),
    territory: title.describe('Nom du territoire'),
    communes: count('Communes du périmètre ce jour-là'),
    effectOn: day.describe('Date d’effet'),
    endsOn: day.describe('Terme'),
    signatories: count('Signataires'),
    awaited: count(
      'Signataires dont la délibération ou la signature est attendue ce jour-là, avenants compris',
    ),
    late: count('De ceux-là, ceux qui sont en retard ce jour-là'),
    receiptsMissing: count(
      'Collectivités dont le récépissé du contrôle de légalité manque ce jour-là, avenants compris',
    ),
    deliberationsMissing: count(
      'Organisations qui ont agi sans délibération enregistrée ce jour-là, avenants compris',
    ),
    revision: z.int().describe('Révision, pour If-Match'),
  }),
  select: ({ query, actor, on: asked, value }) => {
    const on = value(asked);
    const { commune, text, status, stage, epci, departement, theme, endsAfter, endsBefore, officer } = query;
    const isByStatus = query.sort === 'status-date';
    const read = isByStatus ? 's' : 'c';
    const keys = new Set([orders[query.sort], `${read}.title_folded`, `${read}.convention_id`]);
    const visible = visibleRows(actor, value);
    return {
      columns: 'c.document, c.perimeters, c.revision, k.caf_id AS "cafId", life',
      // The period of that day is the one that was found, whatever is told of it follows from the facts.
      from: `${isByStatus ? 'convention_status s JOIN convention c USING (convention_id, caf_id)' : 'convention c'}
        JOIN known_convention k USING (convention_id, caf_id)
        LEFT JOIN mandate m USING (convention_id, caf_id)
        LEFT JOIN LATERAL jsonb_array_elements(c.periods) life
          ON life->>'from' <= ${on} AND coalesce(life->>'until', '9999-12-31') >= ${on}`,
      where: [
        ...visible.where,
        ...(isByStatus ? [`s.since <= ${on}`, `s.until >= ${on}`] : []),
        ...(query.caf === undefined ? [] : [`c.caf_id = ${value(query.caf)}`]),
      ],
      holds: [
        ...visible.holds,
        'life IS NOT NULL',
        ...(commune === undefined ? [] : [holdsCommune(value(commune), on)]),
        ...(epci === undefined ? [] : [ofEpci(value(epci), value(communesOfEpci(epci, asked)), on)]),
        ...(departement === undefined ? [] : [`life->'departements' ? ${value(departement)}`]),
        ...(theme === undefined ? [] : [`life->'themes' ? ${value(theme)}`]),
        ...(status === undefined ? [] : [`life->>'status' = ${value(status)}`]),
        ...(stage === undefined ? [] : [`life->>'stage' = ${value(stage)}`]),
        ...(endsAfter === undefined ? [] : [`c.ends_on >= ${value(endsAfter)}`]),
        ...(endsBefore === undefined ? [] : [`c.ends_on <= ${value(endsBefore)}`]),
        ...(officer === undefined ? [] : [isInCharge(value(officer), on)]),
        ...(text === undefined ? [] : [holdsWords('c.searched', text, value)]),
      ],
      // The statuses of a day stand in one of a few blocks each.
      parts: isByStatus ? blocksWith(asked).map((block) => `s.block = '${block}'`) : [],
      order: [...keys].map((by) => ({ by })),
    };
  },
  show(
    {
      document,
      perimeters,
      revision,
      cafId,
      life,
    }: Pick<ConventionRow, 'document' | 'perimeters' | 'revision' | 'cafId'> & { readonly life: Period },
    { on },
  ) {
    const { status, label, completedOn, endsOn } = situationOn(document, on);
    const awaited = signaturesAwaitedOn(document, on);
    const missing = missingOfActsOn(document, on);
    const territory = (perimeterOn(perimeters, on) ?? perimeters[0])?.territory;
    return {
      conventionId: document.conventionId,
      cafId,
      title: document.title,
      status,
      label,
      since: life.since,
      stage: life.stage,
      stageLabel: conventionStages[life.stage],
      ...(completedOn === undefined ? {} : { completedOn }),
      territory: territory?.name ?? document.title,
      communes: territory?.communes.length ?? 0,
      effectOn: document.effectOn,
      endsOn: endsOn ?? document.endsOn,
      signatories: signatoriesOf(document, on).filter((one) => isPartyOn(one, on)).length,
      awaited: awaited.length,
      late: awaited.filter(({ late }) => late).length,
      receiptsMissing: missing.receiptsMissing.length,
      deliberationsMissing: missing.deliberationsMissing.length,
      revision,
    };
  },
});
