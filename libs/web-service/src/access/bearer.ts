import { InvalidToken } from '@ctg/access';

/** The bearer token of a request. @throws InvalidToken there is none, or the header says something else */
export function bearerOf(authorization: string | undefined): string {
  const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  throw new InvalidToken('Aucun jeton dans l’en-tête Authorization.');
}
