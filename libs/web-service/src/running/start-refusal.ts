import { NewerData, NotPrepared, StoreRefusal } from '@ctg/event-store';
import { RoleWithoutBounds } from '@ctg/read-model';
import { databaseRefusal, isDatabaseRefusal } from './database-address.js';
import { JournalOfAnotherUse } from './journal-in-use.js';
import { type ServiceSettings, WrongServiceSettings } from './service-settings.js';

/** Why a service did not start, as French sentences: what is wrong and what to do; no stack, no secret. */
export function startRefusal(name: string, error: unknown, settings: ServiceSettings | undefined): string {
  if (error instanceof WrongServiceSettings) return error.message;
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  return `${name} n’a pas démarré. ${sentence(error, code, message, settings)}`;
}

function sentence(
  error: unknown,
  code: string | undefined,
  message: string,
  settings: ServiceSettings | undefined,
): string {
  if (isSentence(error)) return message;
  if (settings) {
    const { PORT, HOST } = settings;
    if (code === 'EADDRINUSE')
      return `Le port ${PORT} de ${HOST} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre (PORT).`;
    if (code === 'EACCES')
      return `Le port ${PORT} est réservé au système : choisissez-en un au-dessus de 1023 (PORT).`;
    if (code === 'EADDRNOTAVAIL' || isNameOf(HOST, error))
      return `HOST=${HOST} n’est pas une adresse de cette machine : choisissez 127.0.0.1, 0.0.0.0 ou l’une des siennes.`;
    if (isDatabaseRefusal(error)) return databaseRefusal(settings.DATABASE_URL, error);
  }
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'Il reste trop peu de fichiers que ce programme puisse ouvrir à la fois : relevez la limite (ulimit -n 1024).';
  return `La raison : ${message}`;
}

/** Its message is a sentence for people already. */
const isSentence = (error: unknown) =>
  [JournalOfAnotherUse, NewerData, NotPrepared, RoleWithoutBounds, StoreRefusal].some(
    (kind) => error instanceof kind,
  );

/** The name looked up in vain was that of HOST, not that of the database's server. */
const isNameOf = (host: string, error: unknown): boolean =>
  (error as { syscall?: string }).syscall === 'getaddrinfo' &&
  (error as { hostname?: string }).hostname === host;
