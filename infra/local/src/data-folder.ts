import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse, lockFile } from '@ctg/local-postgres';
import { StartFailure } from './start-failure.js';

/** Of the folder as a whole; raised when an older version could no longer use it. Tables have versions of their own. */
const format = 1;
const stampFile = 'format.json';

/**
 * Takes the data folder for this process, and makes sure that this version can use it; returns what gives it back.
 * @throws StartFailure it is in use, cannot be used, or is a newer version's
 */
export function takeDataFolder(dataDir: string): () => void {
  try {
    const unlock = lockFile(join(dataDir, 'instance.lock'));
    try {
      checkFormat(dataDir);
      return unlock;
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (cause) {
    throw cause instanceof StartFailure ? cause : new StartFailure(refusal(dataDir, cause), { cause });
  }
}

function checkFormat(dataDir: string): void {
  const file = join(dataDir, stampFile);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    writeFileSync(`${file}.new`, `${JSON.stringify({ format })}\n`);
    renameSync(`${file}.new`, file);
    return;
  }
  const found = formatIn(text);
  if (found === undefined) {
    throw new StartFailure(
      `${file} est abîmé : attendu {"format":${format}}, trouvé « ${text.slice(0, 40).trim()} ». Remettez-le depuis une sauvegarde, ou récrivez-le ainsi si le dossier n’a servi qu’à cette version.`,
    );
  }
  if (found > format) {
    throw new StartFailure(
      `Le dossier de données ${dataDir} a été écrit par une version plus récente du produit (format ${found}, celle-ci connaît ${format}) : démarrez cette version plus récente, ou choisissez un autre CTG_DATA_DIR. Rien n’y a été touché.`,
    );
  }
}

function formatIn(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return typeof format === 'number' ? format : undefined;
  } catch {
    return undefined;
  }
}

function refusal(dataDir: string, cause: unknown): string {
  if (cause instanceof FolderInUse)
    return `Le produit fonctionne déjà avec les données de ${dataDir} (processus ${cause.holder}) : arrêtez-le d’abord, ou choisissez un autre CTG_DATA_DIR.`;
  const { code, path = dataDir, message } = cause as NodeJS.ErrnoException;
  return `Le dossier de données ${dataDir} ne peut pas être utilisé : ${reasons[code ?? '']?.(path) ?? message}`;
}

const closed = (path: string) =>
  `vous n’avez pas le droit d’écrire ou de lire ${path}. Il est peut-être à un autre utilisateur (un premier démarrage en root ?) : relancez sous celui-ci, rendez-vous le dossier (chown), ou choisissez un autre CTG_DATA_DIR.`;
const elsewhere = 'choisissez un autre CTG_DATA_DIR.';
/** What the system says, by its code. */
const reasons: Readonly<Record<string, (path: string) => string>> = {
  EACCES: closed,
  EPERM: closed,
  EROFS: (path) => `${path} est en lecture seule : ${elsewhere}`,
  ENOTDIR: (path) => `une partie de ${path} est un fichier, pas un dossier : ${elsewhere}`,
  EEXIST: (path) => `${path} est un fichier, pas un dossier : ${elsewhere}`,
  ENOENT: (path) => `aucun dossier ne peut y être créé (${path}) : ${elsewhere}`,
  ENOSPC: () => 'le disque est plein : libérez de la place, puis recommencez.',
  ENAMETOOLONG: () => `ce nom est trop long : ${elsewhere}`,
  EMFILE: () =>
    'il reste trop peu de fichiers que ce programme puisse ouvrir à la fois : relevez la limite (ulimit -n 1024).',
};
