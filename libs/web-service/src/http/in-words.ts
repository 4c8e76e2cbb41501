import { roles } from '@ctg/access';
import { valueWords } from '@ctg/convention/words';
import { organisationId } from '@ctg/identifiers';

/**
 * What a rule expected or found, as people read it: where it is nothing but codes, each has the users' word before it, and where
 * it is nothing but numbers of organisations, each says which kind of number it is. A sentence stays as it is.
 */
export function inWords(said: string): string {
  const told = said.split(', ').map(wordOf);
  return told.every((one) => one !== undefined) ? told.join(', ') : said;
}

function wordOf(said: string): string | undefined {
  if (organisationId.safeParse(said).success) return `${said.startsWith('W') ? 'RNA' : 'SIREN'} ${said}`;
  const word = Object.hasOwn(valueWords, said) ? valueWords[said] : roleOf(said);
  if (word === undefined) return undefined;
  return word.toLowerCase() === said ? word : `${word} (${said})`;
}

const roleOf = (said: string): string | undefined =>
  Object.hasOwn(roles, said) ? roles[said as keyof typeof roles] : undefined;
