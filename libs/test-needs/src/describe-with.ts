import { isRequired, type Need, type WhatWasFound } from './needs.js';

/**
 * A suite that needs something of the machine. Where that is missing it is skipped by name; where it is required
 * (`CI=true`, `REQUIRE=…`) that is one failure, which says why and what to do.
 */
export function describeWith(need: Need, name: string, suite: () => void): void {
  const found = (JSON.parse(process.env.CTG_TEST_FOUND ?? '{}') as WhatWasFound)[need];
  if (found === undefined)
    throw new Error(
      `nobody looked for ${need} before « ${name} »: run it with npm test (infra/test/find-needs.mjs)`,
    );
  if (found === 'present') describe(name, suite);
  else if (!isRequired(need)) describe.skip(`${name} (needs ${need})`, suite);
  else
    test(`${name}: needs ${need}`, () => {
      throw new Error(`${found.why} ; ${found.remedy}.`);
    });
}
