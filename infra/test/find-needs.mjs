/** Finds out, once and before the suites, what this machine can't have of what the chosen suites need. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { whatKafkaLacks } from '@ctg/local-kafka';
import { findBrowser, isRequired, needs } from '@ctg/test-needs';

const find = {
  kafka: whatKafkaLacks,
  browser: async () => {
    const found = findBrowser();
    return typeof found === 'string' ? undefined : found;
  },
};

/**
 * Leaves in CTG_TEST_FOUND, for `describeWith`, what each need of the chosen suites came to.
 * @param {{ rootDir: string, nonFlagArgs?: string[] }} config Jest's
 * @throws Error REQUIRE names something that is no need
 */
export async function findNeeds({ rootDir, nonFlagArgs = [] }) {
  const texts = chosenSuites(rootDir, nonFlagArgs).map((file) => readFileSync(file, 'utf8'));
  const found = {};
  for (const need of needs) {
    isRequired(need);
    const alias = `${need.charAt(0).toUpperCase()}${need.slice(1)}`;
    const marker = new RegExp(`describeWith(${alias}|\\(\\s*['"]${need}['"])`);
    if (texts.some((text) => marker.test(text))) found[need] = (await find[need]()) ?? 'present';
  }
  process.env.CTG_TEST_FOUND = JSON.stringify(found);
}

/** As Jest chooses: every word is an expression on the path. An option that chooses otherwise only looks for too much. */
export function chosenSuites(rootDir, words) {
  const patterns = words.map((word) => new RegExp(word.replace(/^\.\//, ''), 'i'));
  return ['libs', 'services', 'infra']
    .flatMap((group) => readdirSync(join(rootDir, group)).map((name) => join(rootDir, group, name)))
    .flatMap((folder) => specsBelow(folder))
    .filter(
      (file) =>
        patterns.length === 0 ||
        patterns.some((pattern) => pattern.test(`/${relative(rootDir, file)}`) || pattern.test(file)),
    );
}

function specsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile())
      return /\.spec\.m?ts$|\.spec\.mjs$/.test(entry.name) ? [join(folder, entry.name)] : [];
    return entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)
      ? specsBelow(join(folder, entry.name))
      : [];
  });
}
