/** What a text of one line may not hold, by what it is. Each class is Unicode's own. */
const kinds: readonly (readonly [kind: string, characters: RegExp])[] = [
  ['caractère remplacé par un autre programme parce qu’il était illisible', /\uFFFD/u],
  ['fin de ligne', /[\n\r\u0085\u2028\u2029]/u],
  ['caractère de contrôle', /\p{Cc}/u],
  ['caractère qui change le sens de lecture', /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u],
  // Joiners (U+200C, U+200D) and variation selectors are part of words and of signs.
  [
    'caractère invisible',
    /(?!\p{Variation_Selector}|[\u200C\u200D])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/u,
  ],
  ['caractère qu’Unicode n’attribue pas', /[\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Co}/u],
];

/** All of them: most texts hold none, and are looked at once. */
const any = new RegExp(kinds.map(([, { source }]) => source).join('|'), 'u');

/** Several lines may have tabs and line ends; the two separators of Unicode are none that a keyboard writes. */
const keyboardLines = /[\t\n\r]/gu;

/**
 * One French sentence on the first character of a text that must not be recorded, with its place (from 1); undefined when
 * every character can be read.
 */
export function unreadable(text: string, lines: 'one' | 'several' = 'one'): string | undefined {
  if (!text.isWellFormed()) return 'Texte illisible : un caractère Unicode est coupé';
  if (!any.test(lines === 'several' ? text.replace(keyboardLines, ' ') : text)) return undefined;
  let place = 0;
  for (const character of text) {
    place++;
    if (lines === 'several' && /[\t\n\r]/u.test(character)) continue;
    const found = kinds.find(([, characters]) => characters.test(character));
    if (!found) continue;
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const before = [...text]
      .slice(Math.max(0, place - 21), place - 1)
      .join('')
      .trim();
    return `Caractère interdit dans ce texte, au ${place}${place === 1 ? 'er' : 'e'} rang${before ? `, après « ${before.replace(/\s+/g, ' ')} »` : ''} : ${found[0]} (U+${code})`;
  }
  return undefined;
}
