/** Finds out, once and before the suites, what this machine can't have of what the chosen suites need. */
import { readFileSync } from 'node:fs';
import { whatKafkaLacks } from '@ctg/local-kafka';
import { findBrowser, isRequired, needs, whatFaketimeLacks, whatSmallDiskLacks } from '@ctg/test-needs';
import { suitesOf } from './suites.mjs';

const find = {
  kafka: whatKafkaLacks,
  browser: async () => {
    const found = findBrowser();
    return typeof found === 'string' ? undefined : found;
  },
  faketime: async () => whatFaketimeLacks(),
  smallDisk: async () => whatSmallDiskLacks(),
};

/**
 * Leaves in CTG_TEST_FOUND, for `describeWith`, what each need of the chosen suites came to.
 * @param {{ rootDir: string, nonFlagArgs?: string[] }} config Jest's
 * @throws Error REQUIRE names something that is no need
 */
export async function findNeeds({ rootDir, nonFlagArgs = [] }) {
  const texts = suitesOf(rootDir, nonFlagArgs).map((file) => readFileSync(file, 'utf8'));
  const found = {};
  for (const need of needs) {
    isRequired(need);
    const alias = `${need.charAt(0).toUpperCase()}${need.slice(1)}`;
    const marker = new RegExp(`describeWith(${alias}|\\(\\s*['"]${need}['"])`);
    if (texts.some((text) => marker.test(text))) found[need] = (await find[need]()) ?? 'present';
  }
  process.env.CTG_TEST_FOUND = JSON.stringify(found);
}
