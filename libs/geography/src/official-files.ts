import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Vintage } from './vintage.js';

const require = createRequire(import.meta.url);

/**
 * Rows of one of the official lists of a vintage, from the package `@etalab/decoupage-administratif` of that year (data
 * under Licence Ouverte), installed under an alias for each vintage.
 */
export function readRows<Row>(
  vintage: Vintage,
  list: 'communes' | 'epci' | 'ept' | 'departements',
): readonly Row[] {
  const path = require.resolve(`cog-${vintage}/data/${list}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as readonly Row[];
}
