import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { majorVersion, type PostgresBinaries } from './postgres-binaries.js';
import { explained, otherVersion, PostgresFailure } from './postgres-failure.js';
import type { ServerUser } from './server-user.js';

/** The only user of a local server. */
export const superuser = 'postgres';
const passwordFile = 'ctg-password';
const run = promisify(execFile);

/**
 * Makes the server's files when there are none, and returns the password. They are made beside and moved into place, so
 * that an interrupted first start leaves nothing half made.
 */
export async function preparedCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  user: ServerUser,
  temporary: boolean,
): Promise<string> {
  const found = writtenBy(dataDir) ?? (await made(dataDir, binaries, user, temporary));
  const expected = majorVersion(binaries.postgres);
  if (found !== expected) throw otherVersion(dataDir, undefined, found || 'inconnu', expected);
  return passwordIn(join(dataDir, passwordFile));
}

async function made(...given: Parameters<typeof initialise>): Promise<string | undefined> {
  await initialise(...given);
  return writtenBy(given[0]);
}

/**
 * The version of PostgreSQL that wrote the files; undefined when the folder holds none. What cannot be read is not absent:
 * it throws what the system says.
 */
function writtenBy(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    // A file in the folder's place is told when the folder cannot be put there.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function passwordIn(file: string): string {
  let password = '';
  try {
    password = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (password !== '') return password;
  throw new PostgresFailure(
    `Le mot de passe de la base manque (${file} n’existe pas, ou est vide) : remettez ce fichier depuis une sauvegarde ; les données sont entières.`,
  );
}

async function initialise(dataDir: string, binaries: PostgresBinaries, user: ServerUser, temporary: boolean) {
  const draft = `${dataDir}.initialising`;
  const secret = `${dataDir}.initial-password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(secret, { force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(secret, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  if (user.ids) for (const path of [draft, secret]) chownSync(path, user.ids.uid, user.ids.gid);
  const { program, args, ids } = user.command(binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point, knows the upper and lower case of é, and depends on no locale of the machine.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(temporary ? ['--no-sync'] : []),
  ]);
  try {
    await run(program, args, { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, ...ids });
    renameSync(secret, join(draft, passwordFile));
    moveIntoPlace(draft, dataDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    rmSync(secret, { force: true });
    if (error instanceof PostgresFailure) throw error;
    const { stderr, message, code } = error as { stderr?: string; message: string; code?: unknown };
    // A refusal of the system, not of the program.
    if (typeof code === 'string' && !stderr) throw error;
    throw explained(stderr || message, dataDir);
  }
}

function moveIntoPlace(draft: string, dataDir: string): void {
  try {
    renameSync(draft, dataDir);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code ?? '')) throw cause;
    throw new PostgresFailure(occupied(dataDir), { cause });
  }
}

/** What stands where the database should be, and how that is known. Nobody is told to remove it: it may be precious. */
function occupied(dataDir: string): string {
  if (!statSync(dataDir).isDirectory())
    return `${dataDir} est un fichier, pas un dossier : choisissez un autre CTG_DATA_DIR.`;
  const entries = readdirSync(dataDir);
  const some = entries.slice(0, 3).join(', ');
  const isDamaged = entries.includes('global') || entries.includes('pg_wal');
  return isDamaged
    ? `Le dossier ${dataDir} contient les fichiers d’une base (${some}…) mais pas PG_VERSION : elle est abîmée ; remettez-la depuis une sauvegarde, ou choisissez un autre CTG_DATA_DIR. Rien n’y a été touché.`
    : `Le dossier ${dataDir} n’est pas celui d’une base : il contient ${some}, et pas de PG_VERSION. Choisissez un autre CTG_DATA_DIR ; rien n’y a été touché.`;
}
