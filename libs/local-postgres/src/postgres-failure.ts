/** The local PostgreSQL cannot be used; the message is one French sentence that says what to do. */
export class PostgresFailure extends Error {
  override readonly name = 'PostgresFailure';
}

/** What the server or initdb wrote, turned into one sentence. */
export function explained(output: string, dataDir: string, port?: number): PostgresFailure {
  const cause = { cause: output.slice(-4000) };
  if (/No space left on device/i.test(output)) {
    return new PostgresFailure(
      `Le disque de ${dataDir} est plein : libérez de la place, puis recommencez.`,
      cause,
    );
  }
  if (/could not (bind|create any TCP)|Address already in use/i.test(output)) {
    return new PostgresFailure(
      `Le port ${port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre.`,
      cause,
    );
  }
  if (/incompatible with server|initialized by PostgreSQL version/i.test(output))
    return otherVersion(dataDir, cause);
  if (/Permission denied/i.test(output)) {
    return new PostgresFailure(
      `PostgreSQL n’a pas le droit de lire ou d’écrire dans ${dataDir} : il appartient sans doute à un autre utilisateur (un premier démarrage en root ?). Relancez sous celui-ci, rendez-lui ce dossier (chown), ou choisissez un autre CTG_DATA_DIR. Rien n’y a été touché.`,
      cause,
    );
  }
  if (/Too many open files|EMFILE|ENFILE/i.test(output)) {
    return new PostgresFailure(
      'Il reste trop peu de fichiers que ce programme puisse ouvrir à la fois : relevez la limite (ulimit -n 1024), puis recommencez.',
      cause,
    );
  }
  if (/could not (map|allocate)|Cannot allocate memory|shared memory segment/i.test(output)) {
    return new PostgresFailure('Il ne reste pas assez de mémoire pour démarrer PostgreSQL.', cause);
  }
  const lastLine =
    output
      .trim()
      .split('\n')
      .filter((line) => /FATAL|PANIC|error/i.test(line))
      .at(-1) ?? output.trim().split('\n').at(-1);
  return new PostgresFailure(
    `PostgreSQL n’a pas démarré dans ${dataDir} : ${lastLine || 'il n’a rien dit'}`,
    cause,
  );
}

/** The files were written by another major version. */
export const otherVersion = (dataDir: string, options?: ErrorOptions, found = '?', expected = '?') =>
  new PostgresFailure(
    `Les fichiers de ${dataDir} sont de PostgreSQL ${found}, le programme installé est PostgreSQL ${expected} : convertissez-les (pg_upgrade), ou choisissez un autre CTG_DATA_DIR.`,
    options,
  );
