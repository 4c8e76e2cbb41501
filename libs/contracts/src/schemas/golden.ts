import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: from `src` and from `dist` alike. */
export const contractsFolder = fileURLToPath(new URL('../../', import.meta.url));

/** An example of an event's data, as it was written in one version. */
export interface Golden {
  /** `1.json`; `1.minimal.json`: only the required fields; `1.added.json`: with the fields added since its release. */
  readonly file: string;
  readonly data: Record<string, unknown>;
  readonly sha256: string;
}

/**
 * The golden files of one version: the one with every field first, then how it was released where fields were added
 * since, then the minimal one where it differs. Empty when there is none.
 */
export function goldensOf(type: string, version: number, folder = contractsFolder): readonly Golden[] {
  return [`${version}.added.json`, `${version}.json`, `${version}.minimal.json`].flatMap((file) => {
    const path = join(folder, 'golden', type, file);
    if (!statSync(path, { throwIfNoEntry: false })) return [];
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [{ file, data: JSON.parse(bytes.toString('utf8')) as Golden['data'], sha256 }];
  });
}
