import { themeCode } from '@ctg/contracts/themes';
import type { Euros } from '@ctg/convention/plan';
import { z } from 'zod';

/** Money as it is answered: nothing told is not 0. */
export const eurosIn = z.object({
  told: z
    .number()
    .optional()
    .describe('Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0)'),
  untold: z.int().min(0).describe('Lignes qui ne sont pas chiffrées (« à définir »)'),
});

/** The sum of these, to the cent. */
export function shownEuros(...sums: readonly Euros[]): z.infer<typeof eurosIn> {
  const told = sums.flatMap((one) => one.told ?? []);
  const untold = sums.reduce((all, one) => all + one.untold, 0);
  if (told.length === 0) return { untold };
  return { told: told.reduce((all, one) => all + Math.round(one * 100), 0) / 100, untold };
}

export const theme = z.object({ code: themeCode, label: z.string() });

export const themeShown = (code: string, themeNames: ReadonlyMap<string, string>) => ({
  code,
  label: themeNames.get(code) ?? code,
});
