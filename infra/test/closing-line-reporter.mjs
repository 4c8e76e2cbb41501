/**
 * Closes a run with what was skipped, by name; for each thing that this machine lacks, one line that says why and what to
 * do; and the one line that a script can read: how many passed, failed, were skipped.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const found = JSON.parse(process.env.CTG_TEST_FOUND ?? '{}');
    process.stdout.write(`${closingLines(results, found).join('\n')}\n`);
  }
}

/** The need that a skipped suite's name ends with, as `describeWith` (libs/test-needs) writes it. */
const needOf = (title) => / \(needs (\w+)\)$/.exec(title)?.[1];

/**
 * @param {object} results what Jest hands to a reporter at the end (AggregatedResult)
 * @param {object} found what CTG_TEST_FOUND says: of each need `present`, or why and the remedy
 * @returns {string[]}
 */
export function closingLines(results, found) {
  const single = [];
  const suites = new Map();
  for (const { testFilePath, testResults } of results.testResults) {
    for (const { status, fullName, ancestorTitles } of testResults) {
      if (status !== 'pending' && status !== 'todo') continue;
      const title = ancestorTitles.find(needOf);
      if (title === undefined) single.push(`skipped: ${fullName} (${testFilePath})`);
      else {
        const key = `${title} ${testFilePath}`;
        const before = suites.get(key) ?? { title, testFilePath, need: needOf(title), tests: 0 };
        suites.set(key, { ...before, tests: before.tests + 1 });
      }
    }
  }
  const all = [...suites.values()];
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return [
    ...single,
    ...all.map(({ title, tests, testFilePath }) => `skipped: ${title}, ${tests} tests (${testFilePath})`),
    ...Object.entries(found).flatMap(([need, lack]) => lackLine(need, lack, all)),
    '',
    `tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`,
  ];
}

function lackLine(need, lack, suites) {
  const its = suites.filter((suite) => suite.need === need);
  if (its.length === 0) return [];
  const tests = its.reduce((sum, suite) => sum + suite.tests, 0);
  return [
    `without ${need}: ${tests} tests of ${its.length} suites skipped. ${lack.why} ; ${lack.remedy}. (REQUIRE=${need} or CI=true: a failure.)`,
  ];
}
