import { z } from 'zod';

/** The schema of a code, documented in the users' words. */
export const coded = <Code extends string>(words: Readonly<Record<Code, string>>) =>
  z.enum(Object.keys(words) as [Code, ...Code[]]).describe(
    Object.entries(words)
      .map(([code, label]) => `${code} (${label})`)
      .join(', '),
  );
