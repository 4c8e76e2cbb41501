/** What DATABASE_URL must look like; French, without an article. */
export const databaseAddressForm =
  'une adresse comme postgres://utilisateur:motdepasse@serveur:5432/base, où / ? # @ : et % d’un mot de passe s’écrivent %2F %3F %23 %40 %3A et %25 (elle n’est pas montrée ici : elle tient un mot de passe)';

/**
 * True for an address whose parts are what they seem. A password with a `/`, `#` or `?` that is not encoded would otherwise
 * be taken for the name of a database, and be shown as one.
 */
export function isDatabaseAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, hash, search, username, password } = new URL(text);
  const isPlain = /^\/[\p{L}\p{N}_.~-]+$/u.test(decoded(pathname)) && hostname !== '' && hash === '';
  return (
    /^postgres(ql)?:$/.test(protocol) && isPlain && !search.includes('@') && areDecodable(username, password)
  );
}

/** `server:5432/base`; never a user or a password. */
export function whereIs(databaseUrl: string): string {
  if (!isDatabaseAddress(databaseUrl)) return 'adresse illisible';
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || 5432}${decoded(pathname)}`;
}

/** Why a database cannot be opened, as one French sentence without a secret. */
export function databaseRefusal(databaseUrl: string, cause: unknown): string {
  return `La base de DATABASE_URL (${whereIs(databaseUrl)}) ne peut pas être ouverte : ${reason(cause)}`;
}

/** True for what the network or PostgreSQL says of a connection that it refuses. */
export const isDatabaseRefusal = (error: unknown): boolean => refusalOf(error) !== undefined;

const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'aucun serveur n’y écoute ; démarrez-le, ou corrigez l’adresse.',
  ENOTFOUND: 'ce nom de serveur n’existe pas ; corrigez l’adresse.',
  EAI_AGAIN: 'ce nom de serveur ne peut pas être résolu ; vérifiez le réseau.',
  ETIMEDOUT: 'le serveur ne répond pas ; vérifiez l’adresse et le réseau.',
  EHOSTUNREACH: 'le serveur ne peut pas être atteint ; vérifiez l’adresse et le réseau.',
  ENETUNREACH: 'le serveur ne peut pas être atteint ; vérifiez l’adresse et le réseau.',
  ECONNRESET: 'le serveur a coupé la connexion ; est-ce bien un PostgreSQL ?',
  '28P01': 'le mot de passe n’est pas celui de cet utilisateur.',
  '28000': 'le serveur n’admet pas cet utilisateur depuis cette machine (pg_hba.conf).',
  '3D000': 'cette base n’existe pas sur ce serveur ; créez-la, ou corrigez l’adresse.',
  '42501': 'cet utilisateur n’a pas le droit de créer des schémas dans cette base.',
  '53300': 'le serveur n’accepte plus de connexion (max_connections).',
  '57P03': 'le serveur démarre ou s’arrête ; recommencez dans un moment.',
};

function reason(cause: unknown): string {
  return refusalOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

function refusalOf(cause: unknown): string | undefined {
  const known = refusals[codeOf(cause)];
  if (known || !(cause instanceof Error)) return known;
  // What its client says of itself has no code.
  if (/timeout/i.test(cause.message)) return refusals.ETIMEDOUT;
  return /^Connection terminated/.test(cause.message) ? refusals.ECONNRESET : undefined;
}

/** Of the error itself, or of what caused it. */
function codeOf(error: unknown): string {
  const { code, errors, cause, driverError } = (error ?? {}) as {
    code?: unknown;
    errors?: readonly unknown[];
    cause?: unknown;
    driverError?: unknown;
  };
  if (typeof code === 'string' && code in refusals) return code;
  const inner = errors?.[0] ?? driverError ?? cause;
  return inner === undefined ? '' : codeOf(inner);
}

function areDecodable(...texts: readonly string[]): boolean {
  return texts.every((text) => {
    try {
      decodeURIComponent(text);
      return true;
    } catch {
      return false;
    }
  });
}

const decoded = (text: string): string => (areDecodable(text) ? decodeURIComponent(text) : text);
