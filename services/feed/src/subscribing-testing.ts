import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that docs/subscribing.md has its reader write, as it stands there. */
export function programOf(name: string): string {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/subscribing.md'), 'utf8');
  const program = guide.split(`cat > ${name} <<'FIN'\n`)[1]?.split('\nFIN\n')[0];
  if (program === undefined) throw new Error(`docs/subscribing.md has no program ${name} any more.`);
  return `${program}\n`;
}
