/** The database cannot be prepared like this; the message is one French sentence without a secret. */
export class PreparationRefused extends Error {
  override readonly name = 'PreparationRefused';
}

/** What PostgreSQL refused an administrator, in words; anything else as it came. */
export function refusalOf(error: unknown, user: string): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  // Tables are locked in any order by those who still work: both ways of waiting for each other say the same.
  if (code === '55P03' || code === '40P01')
    return new PreparationRefused(
      'La base n’a pas pu être préparée : quelqu’un y tient depuis 10 s une table qui doit changer de propriétaire. Arrêtez les services d’avant, puis recommencez.',
      { cause: error },
    );
  if (code !== '42501') return error;
  return new PreparationRefused(
    `« ${user} » n’a pas le droit de préparer la base (${message}) : attendu un superutilisateur, ou le propriétaire de la base et de ce qu’elle contient avec CREATEROLE (ALTER ROLE … CREATEROLE). Il ne sert qu’à cette étape.`,
    { cause: error },
  );
}
