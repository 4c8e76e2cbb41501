/** An answer that is not as its schema says fails the test in which it was given, whoever asked. */
const faults = Symbol.for('ctg.answer-faults');

afterEach(() => {
  const found = globalThis[faults]?.splice(0) ?? [];
  if (found.length > 0) throw new Error(`Answers that are not as documented:\n${found.join('\n')}`);
});
