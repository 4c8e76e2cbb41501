import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { everybody } from '../convention/read-conventions.js';

export const listOrganisations = defineQuery({
  name: 'partners.list-organisations',
  title: 'Lister les organisations',
  roles: everybody,
  route: '/organisations',
  query: z.strictObject({
    text: z.string().max(100).optional().describe('Dont le nom contient ce texte'),
    limit: z.coerce.number().int().min(1).max(500).default(100).describe('Nombre d’organisations'),
  }),
  async answer({ query, actor, readModel }) {
    const rows = await readModel.query(
      `SELECT organisation, name, kind, insee_code AS "inseeCode" FROM organisation
        WHERE ($1::text IS NULL OR caf_id = $1) AND strpos(lower(name), lower($2)) > 0 ORDER BY name LIMIT $3`,
      // Only the Cnaf's auditor, who has no Caf, reads those of all.
      [actor.cafId ?? (actor.role === 'national_auditor' ? null : ''), query.text ?? '', query.limit],
    );
    return { organisations: rows };
  },
});
