const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ł: 'l' };
const abbreviations: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
};

/**
 * A text as people search for it: the same with or without accents and capitals, with œ or oe, ’ or ', any kind of space
 * or hyphen, Saint or St, composed or not. Whoever keeps a text to be searched keeps it folded, and folds what is asked.
 *
 *     folded('Caisse d’allocations') === folded("CAISSE D'ALLOCATIONS") === 'caisse d allocations'
 */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøđł]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/[\u02bb-\u02bf]/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => abbreviations[word] ?? word)
    .join(' ');

/** The words of what somebody searches; each is to be found, in any order. */
export const wordsOf = (searched: string): string[] =>
  [...new Set(folded(searched).split(' '))].filter(Boolean);

/**
 * A text as people expect it in a list: compared by its bytes it stands in the French order of words (é beside e), and
 * numbers by their size (F2 before F10).
 */
export const inOrder = (text: string): string =>
  folded(text).replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
