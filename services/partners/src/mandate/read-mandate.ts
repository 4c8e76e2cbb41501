import { day, today } from '@ctg/calendar';
import { themeCode } from '@ctg/contracts/themes';
import { type Mandates, mandate, officerNumbers, officersOn, type Term } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { organisationId, reference, title } from '@ctg/identifiers';
import { defineList, defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { everybody } from '../convention/read-convention.js';
import { type MandateRow, mandates, mandatesOf } from './mandate-row.js';

const term = z.object({
  holder: reference.describe('Identifiant opaque de la personne'),
  number: z
    .int()
    .describe('Le numéro par lequel on la distingue sans la nommer, dans l’ordre des prises de fonction'),
  employer: organisationId.describe('Employeur'),
  area: title.optional().describe('Territoire dont il est chargé ; absent : tout le périmètre'),
  themes: z.array(themeCode).optional().describe('Thèmes dont il est chargé ; absents : tous'),
  from: day.describe('Depuis le'),
  to: day.optional().describe('Premier jour où il ne l’est plus ; absent : sans fin connue'),
});

const numbered = (one: Term, numbers: ReadonlyMap<string, number>) => ({
  ...one,
  number: numbers.get(one.holder) ?? 0,
});

/** Everybody who was in charge of a convention. */
async function mandatesKnown(
  readModel: ReadModelAccess,
  conventionId: string | undefined,
): Promise<Mandates> {
  const [row] = await readModel.query<Pick<MandateRow, 'current' | 'terms'>>(
    'SELECT current, terms FROM mandate WHERE convention_id = $1',
    [conventionId],
  );
  return row ? mandatesOf(row) : mandate.initial;
}

export const getMandate = defineQuery({
  name: 'partners.get-mandate',
  title: 'Lire qui est chargé de coopération un jour donné',
  roles: everybody,
  route: '/conventions/:conventionId/mandate',
  reads: [mandates],
  query: z.strictObject({ on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') }),
  answerSchema: z.object({
    on: day.describe('Jour pour lequel tout est répondu'),
    officers: z.array(term).max(20).describe('Les chargés de coopération en fonction ce jour-là'),
  }),
  async answer({ query, params, actor, readModel }) {
    const known = await mandatesKnown(readModel, params.conventionId);
    const on = query.on ?? today(actor.cafId);
    const numbers = officerNumbers(known);
    return { on, officers: officersOn(known, on).map((one) => numbered(one, numbers)) };
  },
});

export const listMandates = defineList({
  name: 'partners.list-mandates',
  title: 'Lister qui a été chargé de coopération, et quand',
  roles: everybody,
  route: '/conventions/:conventionId/mandates',
  reads: [mandates],
  filters: {},
  item: term,
  select: ({ params, value }) => ({
    columns: 'one.value AS term',
    from: `mandate m CROSS JOIN LATERAL (
        SELECT value FROM jsonb_array_elements(m.terms)
        UNION ALL SELECT value FROM jsonb_each(m.current)) AS one`,
    where: [`m.convention_id = ${value(params.conventionId)}`],
    order: [
      { by: `one.value->>'from'` },
      { by: `one.value->>'holder'` },
      { by: `coalesce(one.value->>'to', '~')` },
    ],
  }),
  gather: async (_rows, { params, readModel }) =>
    officerNumbers(await mandatesKnown(readModel, params.conventionId)),
  show: ({ term: one }: { term: Term }, _input, numbers) => numbered(one, numbers),
});
