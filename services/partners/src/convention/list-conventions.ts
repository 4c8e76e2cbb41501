import { day, today } from '@ctg/calendar';
import {
  conventionStatus,
  deliberationsMissingOn,
  isPartyOn,
  perimeterOn,
  receiptsMissingOn,
  signatoriesOf,
  signaturesAwaitedOn,
  situationOn,
} from '@ctg/convention';
import { cafId, inseeCode, title, uuid } from '@ctg/identifiers';
import { defineList, holdsWords, knownConventionProjection, searchText, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { type ConventionRow, conventions } from './convention-row.js';
import { everybody } from './read-convention.js';

const count = (meaning: string) => z.int().min(0).describe(meaning);

/** The perimeter of a day holds the commune. `communes` is looked at first, because it has an index. */
const holdsCommune = (commune: string, on: string) =>
  `c.communes @> ARRAY[${commune}] AND EXISTS (
     SELECT 1 FROM jsonb_array_elements(c.perimeters) span
      WHERE span->>'from' <= ${on} AND coalesce(span->>'until', '9999-12-31') >= ${on}
        AND span->'territory'->'communes' ? ${commune})`;

export const listConventions = defineList({
  name: 'partners.list-conventions',
  title: 'Lister les conventions, telles qu’elles sont un jour',
  roles: everybody,
  route: '/conventions',
  reads: [conventions, knownConventionProjection],
  filters: {
    commune: inseeCode.optional().describe('Dont le périmètre contient cette commune ce jour-là'),
    text: searchText.optional().describe('Mots de l’intitulé, du territoire ou d’une de ses communes'),
    on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui'),
  },
  item: z.object({
    conventionId: uuid,
    cafId,
    title,
    status: conventionStatus,
    label: z.string().describe('Le statut en français'),
    completedOn: day.optional().describe('Date de la dernière signature requise'),
    territory: title.describe('Nom du territoire'),
    communes: count('Communes du périmètre ce jour-là'),
    effectOn: day.describe('Date d’effet'),
    endsOn: day.describe('Terme'),
    signatories: count('Signataires'),
    awaited: count(
      'Signataires dont la délibération ou la signature est attendue ce jour-là, avenants compris',
    ),
    late: count('De ceux-là, ceux qui sont en retard ce jour-là'),
    receiptsMissing: count('Collectivités dont le récépissé du contrôle de légalité manque ce jour-là'),
    deliberationsMissing: count('Organisations qui ont agi sans délibération enregistrée ce jour-là'),
    revision: z.int().describe('Révision, pour If-Match'),
  }),
  select: ({ query, actor, value }) => {
    const on = value(query.on ?? today(actor.cafId));
    return {
      columns: 'c.document, c.perimeters, c.revision, k.caf_id AS "cafId"',
      from: 'convention c JOIN known_convention k USING (convention_id, caf_id)',
      where: [
        visibleTo(actor, value),
        `c.exists_from <= ${on}`,
        ...(query.commune === undefined ? [] : [holdsCommune(value(query.commune), on)]),
        ...(query.text === undefined ? [] : [holdsWords('c.searched', query.text, value)]),
      ],
      order: [{ by: 'k.title_folded' }, { by: 'c.convention_id' }],
    };
  },
  show(
    {
      document,
      perimeters,
      revision,
      cafId,
    }: Pick<ConventionRow, 'document' | 'perimeters' | 'revision' | 'cafId'>,
    { query },
  ) {
    const on = query.on ?? today(cafId);
    const { status, label, completedOn, endsOn } = situationOn(document, on);
    const awaited = signaturesAwaitedOn(document, on);
    const territory = (perimeterOn(perimeters, on) ?? perimeters[0])?.territory;
    return {
      conventionId: document.conventionId,
      cafId,
      title: document.title,
      status,
      label,
      ...(completedOn === undefined ? {} : { completedOn }),
      territory: territory?.name ?? document.title,
      communes: territory?.communes.length ?? 0,
      effectOn: document.effectOn,
      endsOn: endsOn ?? document.endsOn,
      signatories: signatoriesOf(document, on).filter((one) => isPartyOn(one, on)).length,
      awaited: awaited.length,
      late: awaited.filter(({ late }) => late).length,
      receiptsMissing: receiptsMissingOn(document.signing, on).length,
      deliberationsMissing: deliberationsMissingOn(document.signing, on).length,
      revision,
    };
  },
});
