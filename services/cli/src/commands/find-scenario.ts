import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageFailure } from '../failure.js';

const shipped = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** The names of the scenarios that come with the product, in the order of the alphabet. */
export const shippedScenarios = (): readonly string[] =>
  readdirSync(shipped)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();

/** A file by its path, or a scenario that comes with the product by its name. */
export function findScenario(fileOrName: string): string {
  for (const file of [fileOrName, `${fileOrName}.yaml`, join(shipped, `${fileOrName}.yaml`)]) {
    if (statSync(file, { throwIfNoEntry: false }) && /\.ya?ml$/.test(file)) return file;
  }
  throw usageFailure(
    `Pas de scénario « ${fileOrName} » : donnez un fichier .yaml, ou le nom d’un scénario livré (${shippedScenarios().join(', ')}).`,
  );
}
