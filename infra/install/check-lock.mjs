/** Fails when package-lock.json would stop `npm ci` on some machine. In a second, without the network. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFindings, manifests } from './lock-file.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const findings = lockFindings(
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')),
  manifests(root),
);
if (findings.length > 0) {
  console.error(findings.slice(0, 20).join('\n'));
  if (findings.length > 20) console.error(`… ${findings.length - 20} more`);
  console.error(
    '\npackage-lock.json is not whole: `npm ci` would stop on some machine.\nMend it with `npm run lock` (adds what is missing, changes no version), then commit package-lock.json.',
  );
  process.exit(1);
}
