/** Two commands started together in a fresh clone must not install into the same folder at once: the second waits. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** Runs `work` while no other process of this checkout does the like. */
export function oneAtATime(root, work) {
  const file = join(root, '.cache/preparing.pid');
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let waited = false; !taken(file); sleep(200)) {
    if (!waited) console.error('Une autre commande prépare déjà ce dossier : attente de sa fin…');
    waited = true;
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

function taken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid) process.kill(holder, 0);
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(file, { force: true });
  }
  return false;
}
