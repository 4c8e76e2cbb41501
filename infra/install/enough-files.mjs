/**
 * Stops with one sentence where this process may open too few files at once: a program that is being loaded opens many,
 * and what then fails is told in the words of the loader. To be imported by the first file of a program, before the others.
 */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';

/** A start of everything opens nearly so many at once: its own files, PostgreSQL’s connections. */
const needed = 450;

const opened = [];
try {
  while (opened.length < needed) opened.push(openSync(devNull, 'r'));
} catch (error) {
  if (!['EMFILE', 'ENFILE'].includes(error.code)) throw error;
  process.exitCode = 1;
}
for (const file of opened) closeSync(file);
if (process.exitCode) {
  console.error(
    `Il reste trop peu de fichiers que ce programme puisse ouvrir à la fois (${opened.length}) : relevez la limite (ulimit -n 1024), puis recommencez.`,
  );
  process.exit();
}
