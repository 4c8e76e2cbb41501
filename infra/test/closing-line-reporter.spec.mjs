import { closingLines } from './closing-line-reporter.mjs';

const skipped = (suite, name) => ({
  status: 'pending',
  fullName: `${suite} ${name}`,
  ancestorTitles: [suite, 'inside'],
});

test('what the machine lacks is one line for all its suites; the last line counts every skipped test', () => {
  const results = {
    numPassedTests: 5,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 4,
    numTodoTests: 0,
    testResults: [
      {
        testFilePath: '/a.spec.ts',
        testResults: [
          skipped('relay (needs kafka)', 'x'),
          skipped('relay (needs kafka)', 'y'),
          skipped('left', 'z'),
        ],
      },
      { testFilePath: '/b.spec.ts', testResults: [skipped('feed (needs kafka)', 'x')] },
    ],
  };
  expect(
    closingLines(results, { browser: 'present', kafka: { why: 'Aucun Java', remedy: 'installez-le' } }),
  ).toEqual([
    'skipped: left z (/a.spec.ts)',
    'skipped: relay (needs kafka), 2 tests (/a.spec.ts)',
    'skipped: feed (needs kafka), 1 tests (/b.spec.ts)',
    'without kafka: 3 tests of 2 suites skipped. Aucun Java ; installez-le. (REQUIRE=kafka or CI=true: a failure.)',
    '',
    'tests: 5 passed, 1 failed, 4 skipped',
  ]);
});
