/** Fails, naming the place and the remedy, when a clean-up of a suite would fall over a set-up that failed. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { carelessCleanUps } from './clean-ups.mjs';
import { suitesOf } from './suites.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const careless = suitesOf(root)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    carelessCleanUps(readFileSync(file, 'utf8')).map(
      (name) => `${relative(root, file)}: ${name}.… → ${name}?.…`,
    ),
  );
if (careless.length > 0) {
  console.error(
    `${careless.join('\n')}\n\nA clean-up (afterAll, afterEach) survives a set-up that failed: ask first.`,
  );
  process.exit(1);
}
