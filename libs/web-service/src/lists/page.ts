import { z } from 'zod';
import { wholeNumber } from './whole-number.js';

/** The most things that one page of a list carries. */
const largestPage = 200;

/** What every list takes beside its filters. */
export const pageQuery = {
  limit: wholeNumber(1, largestPage).default(50).describe(`Nombre par page, de 1 à ${largestPage}`),
  cursor: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe('Suite de la liste : le nextCursor de la page précédente'),
};

/** One page of a list. Without `nextCursor` it is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** The schema of a page of these. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).max(largestPage),
    nextCursor: z
      .string()
      .optional()
      .describe('À renvoyer dans cursor pour la suite ; absent : fin de la liste'),
  });
