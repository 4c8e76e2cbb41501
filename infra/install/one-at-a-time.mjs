/**
 * Two commands started together in a fresh clone must not install into the same folder at once: the second waits, for a
 * process that it names and that still runs. A lock that was left behind, whatever it holds, is no reason to wait.
 */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** An installation takes minutes at most; who waits longer than this should look. */
const patience = 900_000;

/**
 * Runs `work` while no other process of this checkout does the like.
 * @template T
 * @param {string} file the lock; its folder is made
 * @param {() => T} work
 * @param {(sentence: string) => void} say told once when there is somebody to wait for
 * @returns {T}
 * @throws Error one French sentence: the folder cannot be written, or the other one has not finished in a quarter of an hour
 */
export function oneAtATime(file, work, say = console.error) {
  const mine = `${process.pid} ${birth(process.pid)}`;
  let told = '';
  for (const deadline = performance.now() + patience; !taken(file, mine); sleep(200)) {
    const holder = holderOf(file);
    if (holder === undefined) dropLeftBehind(file);
    else if (told !== holder) {
      told = holder;
      say(
        `Une autre commande (processus ${holder}) prépare déjà ce dossier : attente de sa fin… Si elle n’avance plus : kill ${holder}`,
      );
    }
    if (performance.now() > deadline)
      throw new Error(
        `Le processus ${told} prépare ce dossier depuis un quart d’heure : arrêtez-le (kill ${told}).`,
      );
  }
  const release = () => {
    if (read(file) === mine) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

/** Linked into place with its content, so that nobody ever reads half a lock. */
function taken(file, mine) {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, mine);
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST' && error.syscall === 'link') return false;
    throw new Error(explained(error, dirname(file)), { cause: error });
  } finally {
    removed(draft);
  }
}

function removed(path) {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder cannot be used: that is told elsewhere.
  }
}

function explained(error, folder) {
  if (error.code === 'ENOSPC') return `Le disque de ${folder} est plein : libérez 1 Go, puis recommencez.`;
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
    return `Ce compte ne peut pas écrire dans ${folder} : rendez-lui ce dossier (chown), puis recommencez.`;
  return `${folder} ne peut pas être utilisé : ${error.message}`;
}

/** Moved aside before it goes, so that a lock that was taken meanwhile is put back. */
function dropLeftBehind(file) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    if (holderOf(aside) !== undefined) linkSync(aside, file);
  } catch {
    // Somebody else was first: the next look tells.
  }
  removed(aside);
}

/** Id of the process that holds the lock and runs; undefined for a lock that was left behind, or holds no name. */
function holderOf(file) {
  const [, pid, born] = /^(\d+) (\S+)$/.exec(read(file)) ?? [];
  return pid !== undefined && birth(pid) === born ? pid : undefined;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** When a process began, without spaces; undefined when none runs. An id is given again, a pair of both is not. */
function birth(pid) {
  try {
    if (process.platform === 'linux') {
      const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      // A zombie has ended: only its parent has not noticed.
      return state === 'Z' ? undefined : fields[18];
    }
    if (process.platform !== 'win32')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .replaceAll(/\s+/g, '_');
    process.kill(Number(pid), 0);
    return 'running';
  } catch (error) {
    return error.code === 'EPERM' ? 'running' : undefined;
  }
}
