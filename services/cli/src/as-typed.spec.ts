import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const bin = join(root, 'bin/ctg.mjs');
const scenario = `title: Un essai
caf: caf-59
personas: { a: { role: caf_adviser } }
steps:
  - { as: a, do: partners.open-convention, with: {} }
`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-typed-'));
  writeFileSync(join(folder, 'essai.yaml'), scenario);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A command as a person types it in their folder; nobody answers at its server. */
function typed(command: string, args: readonly string[], given: NodeJS.ProcessEnv = {}) {
  const { npm_lifecycle_event: _event, INIT_CWD: _from, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, CTG_URL: 'http://127.0.0.1:1', ...given },
  });
  return { status, stdout, stderr };
}

test.each<[string, string, readonly string[]]>([
  ['bin/ctg.mjs', process.execPath, [bin]],
  ['npm run -s ctg', 'npm', ['--prefix', root, 'run', '-s', 'ctg', '--']],
])(
  '%s finds a file given from the folder where the person stands, and writes its answer alone',
  (_, command, args) => {
    const { status, stdout } = typed(command, [...args, 'check', 'essai.yaml', '--json']);
    expect([status, JSON.parse(stdout)]).toEqual([0, { title: 'Un essai', steps: 1, complete: false }]);
  },
);

test('what cannot be looked at is not a scenario that is missing', () => {
  // A link to itself: neither there nor absent, whoever looks.
  symlinkSync('round.yaml', join(folder, 'round.yaml'));
  const { status, stderr } = typed(process.execPath, [bin, 'check', 'round.yaml']);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^round\.yaml ne peut pas être lu : .*\n$/)]);
});

const withLimits = process.platform === 'win32' ? test.skip : test;
withLimits.each([30, 60, 300])('with %d files at once: one sentence', (files) => {
  const line = `ulimit -n ${files}; exec "${process.execPath}" "${bin}" check essai.yaml`;
  const { status, stderr } = typed('sh', ['-c', line]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^Il reste trop peu de fichiers .*\n$/)]);
});

test('a scenario in UTF-16 is one sentence, with what to do', () => {
  writeFileSync(join(folder, 'essai.yaml'), Buffer.from(`\ufeff${scenario}`, 'utf16le'));
  const { status, stderr } = typed(process.execPath, [bin, 'check', 'essai.yaml']);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^essai\.yaml:1 : .*utf-16le.*\n$/)]);
});
