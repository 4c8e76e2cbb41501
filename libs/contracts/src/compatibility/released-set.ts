import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '../schemas/json-schema.js';

/** One version of an event as it was released. Committed, never edited by hand. */
export interface ReleasedVersion {
  readonly type: string;
  readonly version: number;
  /** SHA-256 of the golden files, by file. */
  readonly goldens: Readonly<Record<string, string>>;
  /** Every form its schema ever had, oldest first: a change is held against all of them. */
  readonly forms: readonly JsonSchema[];
}

const setIn = (folder: string) => join(folder, 'released');

/** The released set under a folder; empty before the first release. */
export function readReleased(folder: string): readonly ReleasedVersion[] {
  const set = setIn(folder);
  if (!statSync(set, { throwIfNoEntry: false })) return [];
  return readdirSync(set)
    .sort()
    .flatMap((type) => readdirSync(join(set, type)).map((file) => join(set, type, file)))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as ReleasedVersion)
    .sort((one, other) =>
      one.type < other.type ? -1 : one.type > other.type ? 1 : one.version - other.version,
    );
}

/** Writes one version of the released set; returns the file's path below the folder. */
export function writeReleased(folder: string, released: ReleasedVersion): string {
  const { type, version, goldens, forms } = released;
  mkdirSync(join(setIn(folder), type), { recursive: true });
  const path = join(setIn(folder), type, `${version}.json`);
  writeFileSync(path, `${JSON.stringify({ type, version, goldens, forms }, null, 2)}\n`);
  return path;
}
