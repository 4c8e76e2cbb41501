import { conventionRoles } from '@ctg/access';
import { day, today } from '@ctg/calendar';
import { notFound } from '@ctg/decider';
import { inseeCode } from '@ctg/identifiers';
import { defineQuery, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import type { ConventionRow } from './convention-row.js';
import { lateSignatories, statusOn } from './status.js';

/** Everybody who may see a convention may read it; the gate says who that is. */
export const everybody = conventionRoles;

export const listConventions = defineQuery({
  name: 'partners.list-conventions',
  title: 'Lister les conventions',
  roles: everybody,
  route: '/conventions',
  query: z.strictObject({
    commune: inseeCode.optional().describe('Dont le périmètre contient cette commune'),
    text: z.string().max(100).optional().describe('Dont l’intitulé contient ce texte'),
    on: day.optional().describe('Statut à cette date ; par défaut aujourd’hui'),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('Nombre de conventions'),
    after: z.string().max(100).optional().describe('Après cet identifiant (suite de la liste)'),
  }),
  async answer({ query, actor, readModel }) {
    const parameters: unknown[] = [];
    const value = (one: unknown) => `$${parameters.push(one)}`;
    const conditions = [visibleTo(actor, parameters)];
    if (query.commune) conditions.push(`c.communes @> ARRAY[${value(query.commune)}]`);
    if (query.text) conditions.push(`strpos(lower(c.title), lower(${value(query.text)})) > 0`);
    if (query.after) conditions.push(`c.convention_id > ${value(query.after)}`);
    const rows = await readModel.query<Pick<ConventionRow, 'document' | 'revision'>>(
      `SELECT c.document, c.revision FROM convention c JOIN known_convention k USING (convention_id)
        WHERE ${conditions.join(' AND ')} ORDER BY c.convention_id LIMIT ${value(query.limit)}`,
      parameters,
    );
    const on = query.on ?? today();
    return {
      on,
      conventions: rows.map(({ document, revision }) => ({
        conventionId: document.conventionId,
        title: document.title,
        status: statusOn(document, on),
        territory: document.territory.name,
        communes: document.territory.communes.length,
        effectOn: document.effectOn,
        endsOn: document.endsOn,
        signatories: Object.keys(document.signing.progress).length,
        late: lateSignatories(document).length,
        revision,
      })),
    };
  },
});

export const getConvention = defineQuery({
  name: 'partners.get-convention',
  title: 'Lire une convention',
  roles: everybody,
  route: '/conventions/:conventionId',
  query: z.strictObject({ on: day.optional().describe('Statut à cette date ; par défaut aujourd’hui') }),
  async answer({ query, params, readModel }) {
    const [row] = await readModel.query<Pick<ConventionRow, 'document' | 'revision'>>(
      'SELECT document, revision FROM convention WHERE convention_id = $1',
      [params.conventionId],
    );
    if (!row) throw notFound('Convention', params.conventionId ?? '');
    const on = query.on ?? today();
    return {
      ...row.document,
      on,
      status: statusOn(row.document, on),
      lateSignatories: lateSignatories(row.document),
      revision: row.revision,
    };
  },
});
