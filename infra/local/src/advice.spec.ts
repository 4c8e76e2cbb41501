import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
/** Words that ask a person to make something go away for good. */
const destroys =
  /\b(effacez|videz|supprimez|détruisez|jetez|réinitialisez|purgez|rm -rf|repartez de (rien|zéro)|delete the (folder|file|data)|remove the (folder|file|data))/i;

function sources(): string[] {
  const folders = ['libs', 'services', 'infra', 'samples'];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !/\.spec\.(ts|mjs)$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/\/(node_modules|dist)\//.test(file)),
  );
}

test('no sentence of the product asks a person to destroy anything', () => {
  const files = [...sources(), join(root, 'docs/operations.md'), join(root, 'README.md')];
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      // The guardian of a temporary server (a test's) takes its files away; it says so to nobody.
      .filter((line) => destroys.test(line) && !/^rm -rf "\$[12]"$/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
