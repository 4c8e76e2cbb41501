import type { DataOf } from '@ctg/contracts';
import type { NeedIdentified } from '@ctg/contracts/diagnostics';
import { themeCode } from '@ctg/contracts/themes';
import type { ReadModelAccess } from '@ctg/decider';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';

/** The needs of a convention, of one theme or of all. */
export async function needsOf(
  readModel: ReadModelAccess,
  conventionId: string | undefined,
  theme?: string,
): Promise<DataOf<typeof NeedIdentified>[]> {
  const rows = await readModel.query<{ document: DataOf<typeof NeedIdentified> }>(
    `SELECT document FROM need WHERE convention_id = $1 AND ($2::text IS NULL OR theme = $2) ORDER BY need_id`,
    [conventionId, theme ?? null],
  );
  return rows.map(({ document }) => document);
}

export const listNeeds = defineQuery({
  name: 'diagnostics.list-needs',
  title: 'Lister les besoins',
  roles: readers,
  route: '/conventions/:conventionId/needs',
  query: z.strictObject({ theme: themeCode.optional() }),
  answer: async ({ query: { theme }, params, readModel }) => ({
    needs: await needsOf(readModel, params.conventionId, theme),
  }),
});
