import { wordsOf } from '@ctg/identifiers';
import { z } from 'zod';

/** What somebody searches, as they type it. */
export const searchText = z
  .string()
  .max(100)
  .regex(/^\P{Cc}*$/u, 'Caractère de contrôle interdit dans une recherche')
  .describe(
    'Mots cherchés, dans n’importe quel ordre ; accents, majuscules, apostrophes et tirets sont indifférents',
  );

/** From how many letters on a word is also looked for across what separates words: it will hardly stand there by chance. */
const longWord = 6;

/**
 * The SQL condition that a column kept folded (`folded` of @ctg/identifiers) holds every word of what is searched. A long
 * word is also found where it is written in pieces: « (ré)insertion », « co-éducation ».
 *
 * @param value adds a parameter and answers its `$n`
 */
export const holdsWords = (column: string, searched: string, value: (parameter: unknown) => string): string =>
  `(SELECT coalesce(bool_and(strpos(${column}, word) > 0
      OR (length(word) >= ${longWord} AND strpos(replace(${column}, ' ', ''), word) > 0)), true)
    FROM unnest(${value(wordsOf(searched))}::text[]) word)`;
