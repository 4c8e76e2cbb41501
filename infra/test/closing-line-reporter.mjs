/** Closes a run with the skipped tests by name, and the one line a script can read: how many passed, failed, were skipped. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const left = new Set(['pending', 'todo']);
    for (const { testFilePath, testResults } of results.testResults)
      for (const { fullName, status } of testResults)
        if (left.has(status)) process.stdout.write(`skipped: ${fullName} (${testFilePath})\n`);
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`\ntests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
