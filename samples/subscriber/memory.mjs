import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** What a program remembers from one start to the next, in a JSON file that is replaced whole or not at all. */
export function openMemory(file, fresh) {
  const content = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : fresh;
  return {
    content,
    save() {
      const half = openSync(`${file}.new`, 'w');
      writeSync(half, JSON.stringify(content));
      fsyncSync(half);
      closeSync(half);
      renameSync(`${file}.new`, file);
    },
  };
}
