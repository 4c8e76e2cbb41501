import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostgresFailure } from './postgres-failure.js';

/** As whom the server runs: PostgreSQL refuses to run as root, so root hands it to the user `postgres`. */
export interface ServerUser {
  /** Absent: as ourselves. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** The command line that runs a program as that user. */
  command(
    program: string,
    args: readonly string[],
  ): {
    readonly program: string;
    readonly args: readonly string[];
    readonly ids?: { readonly uid: number; readonly gid: number };
  };
}

/**
 * Chooses the user; `paths` are the folders and programs it must reach.
 * @throws PostgresFailure when root and the user `postgres` cannot pass through a folder, and no way round it is at hand
 */
export function serverUser(paths: readonly string[]): ServerUser {
  if (process.getuid?.() !== 0) return { command: (program, args) => ({ program, args }) };
  const ids = postgresIds();
  const closed = paths.map((path) => closedFolder(path, ids)).find((folder) => folder !== undefined);
  if (closed === undefined) return { ids, command: (program, args) => ({ program, args, ids }) };
  const passage = capabilityToPass();
  if (passage === undefined) {
    throw new PostgresFailure(
      `PostgreSQL ne s’exécute pas en root mais comme l’utilisateur postgres, qui ne peut pas traverser ${closed} : ouvrez-le (chmod o+x ${closed}), ou placez le projet et CTG_DATA_DIR ailleurs.`,
    );
  }
  const { uid, gid } = ids;
  const flags = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${passage}`,
    `--ambient-caps=+${passage}`,
  ];
  return { ids, command: (program, args) => ({ program: 'setpriv', args: [...flags, program, ...args] }) };
}

function postgresIds(): { uid: number; gid: number } {
  const read = () => {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(
        execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      ),
    );
    return { uid: uid as number, gid: gid as number };
  };
  try {
    return read();
  } catch {
    // No such user yet.
  }
  try {
    execFileSync('useradd', ['--system', '--user-group', '--shell', '/bin/false', 'postgres'], {
      stdio: 'ignore',
    });
    return read();
  } catch (cause) {
    throw new PostgresFailure(
      'PostgreSQL ne s’exécute pas en root et l’utilisateur postgres ne peut pas être créé : lancez la commande sous un autre utilisateur.',
      { cause },
    );
  }
}

/** The first folder on the way to a path that the user may not pass through. */
function closedFolder(path: string, ids: { uid: number; gid: number }): string | undefined {
  let existing = path;
  while (!statSync(existing, { throwIfNoEntry: false })) existing = dirname(existing);
  const folders: string[] = [];
  for (let folder = dirname(realpathSync(existing)); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  if (existing !== path) folders.push(realpathSync(existing));
  return folders.find((folder) => {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === ids.uid ? 0o100 : gid === ids.gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
}

/**
 * The one right of root that lets the server pass through a closed folder, where it can be handed on: a clone in `/root`
 * or in a folder of `mktemp` is a usual thing in a container.
 */
function capabilityToPass(): 'dac_read_search' | 'dac_override' | undefined {
  try {
    execFileSync('setpriv', ['--version'], { stdio: 'ignore' });
    const mask = BigInt(
      `0x${/CapBnd:\s*([0-9a-f]+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`,
    );
    if (mask & 4n) return 'dac_read_search';
    return mask & 2n ? 'dac_override' : undefined;
  } catch {
    return undefined;
  }
}
