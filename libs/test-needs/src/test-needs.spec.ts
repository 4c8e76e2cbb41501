import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, isRequired } from './index.js';

test.each([
  [{}, false, false],
  [{ CI: 'true' }, true, true],
  [{ REQUIRE: 'kafka' }, true, false],
  [{ REQUIRE: ' browser, kafka ' }, true, true],
  [{ CI: 'true', REQUIRE: 'browser' }, false, true],
  [{ CI: 'true', REQUIRE: '' }, false, false],
])('%j requires kafka: %s, a browser: %s', (environment, kafka, browser) => {
  expect(isRequired('kafka', environment)).toBe(kafka);
  expect(isRequired('browser', environment)).toBe(browser);
});

test('what depends on what CI’s machines let a test do is required by name only', () => {
  expect(isRequired('faketime', { CI: 'true' })).toBe(false);
  expect(isRequired('smallDisk', { REQUIRE: 'smallDisk' })).toBe(true);
});

test('a name that is no need is refused', () => {
  expect(() => isRequired('kafka', { REQUIRE: 'kafka,chrome' })).toThrow(
    'REQUIRE : attendu kafka, browser, faketime, smallDisk ; trouvé « chrome ».',
  );
});

test('the browser is the one that CHROMIUM names, or the first on the PATH, or a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-browser-'));
  try {
    const program = join(folder, 'chromium');
    writeFileSync(program, '');
    chmodSync(program, 0o755);
    expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(program);
    expect(findBrowser({ CHROMIUM: program })).toBe(program);
    expect(findBrowser({ CHROMIUM: '/nowhere/chromium', PATH: folder })).toMatchObject({
      why: 'CHROMIUM nomme /nowhere/chromium, qui n’est pas un programme',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
