import { day, today } from '@ctg/calendar';
import { cafId, inseeCode, title, uuid } from '@ctg/identifiers';
import { defineList, holdsWords, searchText, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import type { ConventionRow } from './convention-row.js';
import { everybody } from './read-convention.js';
import { conventionStatus, lateSignatories, statusOn } from './status.js';

const count = (meaning: string) => z.int().min(0).describe(meaning);

export const listConventions = defineList({
  name: 'partners.list-conventions',
  title: 'Lister les conventions',
  roles: everybody,
  route: '/conventions',
  filters: {
    commune: inseeCode.optional().describe('Dont le périmètre contient cette commune'),
    text: searchText.optional().describe('Mots de l’intitulé, du territoire ou d’une de ses communes'),
    on: day.optional().describe('Statut à cette date ; par défaut aujourd’hui'),
  },
  item: z.object({
    conventionId: uuid,
    cafId,
    title,
    status: conventionStatus,
    territory: title.describe('Nom du territoire'),
    communes: count('Communes du périmètre'),
    effectOn: day.describe('Date d’effet'),
    endsOn: day.describe('Terme'),
    signatories: count('Signataires'),
    late: count('Signataires requis dont la signature manque'),
    revision: z.int().describe('Révision, pour If-Match'),
  }),
  select: ({ query, actor, value }) => {
    return {
      columns: 'c.document, c.revision, k.caf_id AS "cafId"',
      from: 'convention c JOIN known_convention k USING (convention_id)',
      where: [
        visibleTo(actor, value),
        ...(query.commune === undefined ? [] : [`c.communes @> ARRAY[${value(query.commune)}]`]),
        ...(query.text === undefined ? [] : [holdsWords('c.searched', query.text, value)]),
      ],
      order: [{ by: 'k.title_folded' }, { by: 'c.convention_id' }],
    };
  },
  show({ document, revision, cafId }: Pick<ConventionRow, 'document' | 'revision' | 'cafId'>, { query }) {
    return {
      conventionId: document.conventionId,
      cafId,
      title: document.title,
      status: statusOn(document, query.on ?? today()),
      territory: document.territory.name,
      communes: document.territory.communes.length,
      effectOn: document.effectOn,
      endsOn: document.endsOn,
      signatories: Object.keys(document.signing.progress).length,
      late: lateSignatories(document).length,
      revision,
    };
  },
});
