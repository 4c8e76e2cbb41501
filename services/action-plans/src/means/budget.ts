import { organisationId } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { actions } from '../action/action-row.js';
import { readers } from '../rights.js';

interface Row {
  readonly year: number;
  readonly funder: string | null;
  readonly planned: number;
  readonly actual: number;
  readonly toDefine: readonly string[] | null;
  readonly undefinedMeans: number;
}

const money = `(kind text, year integer, funder text, amount numeric, "amountText" text)`;

/** Money by year and funder over all actions that live; staff time and premises are not added up in euros. */
export const getBudget = defineList({
  name: 'action-plans.get-budget',
  title: 'Lire le budget par année et par financeur',
  roles: readers,
  route: '/conventions/:conventionId/budget',
  reads: [actions],
  filters: {},
  item: z.object({
    year: z.int().describe('Année'),
    funder: organisationId.optional().describe('Financeur ; absent : personne n’est encore nommé'),
    planned: z.number().describe('Prévu, en euros'),
    actual: z.number().describe('Réalisé, en euros'),
    toDefine: z.array(z.string()).max(20).describe('Ce qui est prévu en toutes lettres : « à définir »'),
    undefinedMeans: z.int().describe('Nombre de moyens prévus en toutes lettres, montrés ou non'),
  }),
  select({ params, value }) {
    const convention = value(params.conventionId);
    return {
      columns: 'year, funder, planned, actual, "toDefine", "undefinedMeans"',
      from: `(
        SELECT year, funder, coalesce(sum(planned), 0)::float8 AS planned, coalesce(sum(actual), 0)::float8 AS actual,
               (array_agg(words ORDER BY words) FILTER (WHERE words IS NOT NULL))[1:20] AS "toDefine",
               count(words)::integer AS "undefinedMeans"
          FROM (
            SELECT m.year, m.funder, m.amount AS planned, NULL::numeric AS actual, m."amountText" AS words
              FROM action a, jsonb_to_recordset(a.document->'means') AS m${money}
             WHERE a.convention_id = ${convention} AND a.status <> 'abandoned' AND m.kind = 'money'
            UNION ALL
            SELECT m.year, m.funder, NULL, m.amount, NULL
              FROM action a, jsonb_to_recordset(a.document->'actualMeans') AS m${money}
             WHERE a.convention_id = ${convention} AND m.kind = 'money'
          ) line
         GROUP BY year, funder) budget`,
      where: [],
      // Who is not named yet comes last.
      order: [{ by: 'year', as: 'integer' }, { by: `coalesce(funder, '~')` }],
    };
  },
  show: ({ funder, toDefine, ...line }: Row) => ({
    ...line,
    ...(funder === null ? {} : { funder }),
    toDefine: toDefine ?? [],
  }),
});
