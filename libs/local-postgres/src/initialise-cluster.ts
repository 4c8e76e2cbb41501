import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(dataDir, binaries, user, temporary);
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const expected = majorVersion(binaries.postgres);
  if (found !== expected) throw otherVersion(dataDir, undefined, found, expected);
  try {
    return readFileSync(join(dataDir, passwordFile), 'utf8').trim();
  } catch (cause) {
    throw new PostgresFailure(
      `Le mot de passe de la base manque (${join(dataDir, passwordFile)}) : remettez ce fichier depuis une sauvegarde.`,
      { cause },
    );
  }
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
    const { stderr, message } = error as { stderr?: string; message: string };
    throw explained(stderr || message, dataDir);
  }
}

function moveIntoPlace(draft: string, dataDir: string): void {
  try {
    renameSync(draft, dataDir);
  } catch (cause) {
    throw new PostgresFailure(
      `Le dossier ${dataDir} n’est pas vide et n’est pas celui d’une base : videz-le, ou choisissez un autre CTG_DATA_DIR.`,
      { cause },
    );
  }
}
