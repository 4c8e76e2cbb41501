import { title, uuid } from '@ctg/identifiers';
import { defineList, knownConventionProjection, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { protocols } from './protocol-row.js';

const listed = z.object({
  protocolId: uuid,
  title,
  kind: z.enum(['convention', 'cohort']).describe('convention (une seule) ou cohort (plusieurs)'),
});

export const listProtocols = defineList({
  name: 'evaluation.list-protocols',
  title: 'Lister les protocoles d’évaluation',
  roles: readers,
  route: '/protocols',
  reads: [protocols, knownConventionProjection],
  filters: { conventionId: uuid.optional().describe('Ceux qui évaluent cette convention') },
  item: listed,
  select: ({ query: { conventionId }, actor, value }) => ({
    columns: `p.protocol_id AS "protocolId", p.document->>'title' AS title, p.document->'scope'->>'kind' AS kind`,
    from: 'protocol p',
    where: [
      ...(actor.cafId === undefined ? [] : [`p.caf_id = ${value(actor.cafId)}`]),
      // The convention knows its protocols; which protocols know it would be looked for in all of them.
      ...(conventionId === undefined
        ? []
        : [
            `p.protocol_id = ANY (ARRAY(SELECT jsonb_object_keys(k.evaluations)
               FROM known_convention k WHERE k.convention_id = ${value(conventionId)}))`,
          ]),
    ],
    holds: [
      `EXISTS (SELECT FROM known_convention k
                WHERE k.convention_id = ANY (p.convention_ids) AND ${visibleTo(actor, value)}
                ${conventionId === undefined ? '' : `AND k.convention_id = ${value(conventionId)}`})`,
    ],
    order: [{ by: 'p.title_order' }, { by: 'p.protocol_id' }],
  }),
  show: (row: z.infer<typeof listed>) => row,
});
