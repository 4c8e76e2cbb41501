import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';

/** An answer that is not as documented; a fault of ours. Only where answers are checked: in tests. */
class AnswerNotAsDocumented extends Error {
  override readonly name = 'AnswerNotAsDocumented';
}

/**
 * The faults found in this process. Tests that turn checking on look here after each test, so that an answer of another
 * shape fails the test even where nobody looked at the answer.
 */
export const answerFaults = (): string[] => {
  const kept = globalThis as { [faultsKey]?: string[] };
  kept[faultsKey] ??= [];
  return kept[faultsKey];
};
const faultsKey = Symbol.for('ctg.answer-faults');

const isChecking = () => process.env.CTG_CHECK_ANSWERS === '1';

/**
 * Holds an answer against its documented schema where `CTG_CHECK_ANSWERS=1` (every test run): as it leaves, in JSON,
 * without a field that the schema does not name. Elsewhere it costs nothing.
 *
 * @throws AnswerNotAsDocumented naming the fields
 */
export function checkAnswer(name: string, schema: z.ZodType, answer: unknown): void {
  if (!isChecking()) return;
  const sent: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const read = schema.safeParse(sent);
  const fault = read.success
    ? isDeepStrictEqual(plain(read.data), sent)
      ? undefined
      : `fields that its schema does not name: ${[...unnamed(sent, plain(read.data), '')].join(', ')}`
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  if (fault === undefined) return;
  answerFaults().push(`${name}: ${fault}`);
  throw new AnswerNotAsDocumented(`The answer of ${name} is not as documented: ${fault}`);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Where what was sent says more, or something else, than what its schema reads. */
function* unnamed(sent: unknown, read: unknown, path: string): Generator<string> {
  if (isDeepStrictEqual(sent, read)) return;
  if (typeof sent !== 'object' || sent === null || typeof read !== 'object' || read === null) {
    yield path || '(root)';
    return;
  }
  for (const [field, value] of Object.entries(sent)) {
    const kept = (read as Record<string, unknown>)[field];
    yield* unnamed(value, kept, path ? `${path}.${field}` : field);
  }
}
