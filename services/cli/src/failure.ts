/** How the command ends: 0 done, 1 failed, 2 misused, 3 the server cannot be reached, 4 the server does not let in. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unreachable: 3, refusedEntry: 4 } as const;

/** Something to tell the person in one sentence; ends the command. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  constructor(
    readonly exitCode: number,
    sentence: string,
    /** For `--json`: the same, for a program. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence);
  }
}

export const usageFailure = (sentence: string) => new CliFailure(exitCodes.usage, sentence);
export const failed = (sentence: string, details?: Readonly<Record<string, unknown>>) =>
  new CliFailure(exitCodes.failed, sentence, details);

/** What the system refuses, by its code. */
const refusals: Readonly<Record<string, string>> = {
  EMFILE:
    'Il reste trop peu de fichiers que ce programme puisse ouvrir à la fois : relevez la limite (ulimit -n 1024), puis recommencez.',
  ENOSPC: 'Le disque est plein : libérez de la place, puis recommencez.',
};

/** What nobody foresaw, in one sentence; where the fault is in the program is for those who ask for it (LOG_LEVEL=debug). */
export function unexpected(error: unknown, { LOG_LEVEL = '' }: NodeJS.ProcessEnv): CliFailure {
  const { code = '', message, stack, path } = error as NodeJS.ErrnoException;
  if (['debug', 'trace'].includes(LOG_LEVEL)) return failed(stack ?? String(error));
  const known = refusals[code === 'ENFILE' ? 'EMFILE' : code];
  if (known !== undefined) return failed(known);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return failed(
      `Vous n’avez pas le droit de lire ou d’écrire ${path ?? 'un fichier nécessaire'} : il est peut-être à un autre utilisateur.`,
    );
  if (path !== undefined) return failed(`${path} ne peut pas être lu : ${message}.`);
  return failed(`Échec imprévu : ${message ?? String(error)} (LOG_LEVEL=debug en dit plus).`);
}
