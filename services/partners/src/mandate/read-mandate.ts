import { day } from '@ctg/calendar';
import { mandate } from '@ctg/convention';
import { organisationId, reference } from '@ctg/identifiers';
import { defineList, defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { everybody } from '../convention/read-convention.js';
import { type MandateRow, mandates, type Term } from './mandate-row.js';

const holder = reference.describe('Identifiant opaque de la personne');

export const getMandate = defineQuery({
  name: 'partners.get-mandate',
  title: 'Lire qui est chargé de coopération',
  roles: everybody,
  route: '/conventions/:conventionId/mandate',
  reads: [mandates],
  query: z.strictObject({}),
  answerSchema: z.object({
    current: z.union([
      z.object({ held: z.literal(true), holder, employer: organisationId, from: day }),
      z.object({ held: z.literal(false), until: day.optional() }),
    ]),
  }),
  async answer({ params, readModel }) {
    const [row] = await readModel.query<Pick<MandateRow, 'current'>>(
      'SELECT current FROM mandate WHERE convention_id = $1',
      [params.conventionId],
    );
    return { current: row?.current ?? mandate.initial };
  },
});

export const listMandates = defineList({
  name: 'partners.list-mandates',
  title: 'Lister qui a été chargé de coopération, et quand',
  roles: everybody,
  route: '/conventions/:conventionId/mandates',
  reads: [mandates],
  filters: {},
  item: z.object({
    holder,
    employer: organisationId.describe('Employeur'),
    from: day.describe('Depuis le'),
    to: day.optional().describe('Jusqu’au ; absent : en fonction'),
  }),
  select: ({ params, value }) => ({
    columns: 'one.value AS term',
    from: 'mandate m CROSS JOIN LATERAL jsonb_array_elements(m.terms) WITH ORDINALITY AS one(value, place)',
    where: [`m.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'one.place', as: 'bigint' }],
  }),
  show: ({ term }: { term: Term }) => term,
});
