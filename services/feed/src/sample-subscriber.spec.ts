import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { associated, type FeedScene, feedScene, opened, siren, uuid } from './readers/subscribers-testing.js';
import { programOf } from './subscribing-testing.js';

const samples = join(import.meta.dirname, '../../../samples/subscriber');
const ours = uuid(1);
let scene: FeedScene;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-subscriber-'));
  scene = await feedScene();
  await scene.ofConvention(ours, [opened(), associated()]);
  await scene.ofConvention(uuid(2), [opened()], 'caf-62');
});
afterAll(async () => {
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Sample {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly lines: () => string[];
  readonly faults: () => string;
  readonly ended: Promise<unknown>;
}

function run(program: string, environment: Record<string, string> = {}): Sample {
  const child = spawn(process.execPath, [resolve(samples, program)], {
    cwd: folder,
    env: { PATH: process.env.PATH, CTG_URL: scene.origin, CTG_TOKEN: 'adviser', ...environment },
  });
  let [printed, faults] = ['', ''];
  child.stdout.on('data', (text) => {
    printed += text;
  });
  child.stderr.on('data', (text) => {
    faults += text;
  });
  const lines = () => printed.split('\n').slice(0, -1);
  return { child, lines, faults: () => faults, ended: once(child, 'close') };
}

/** Waits until it has printed so many lines, then stops it as a supervisor does: it ends well. */
async function stopAfter({ child, lines, faults, ended }: Sample, count: number): Promise<string[]> {
  const found = await printed({ child, lines, faults, ended }, count);
  expect([child.exitCode, faults()]).toEqual([0, '']);
  return found;
}

/** The lines it has printed when it was stopped. The position is kept just after the lines: it is left that long. */
async function printed({ child, lines, ended }: Sample, count: number): Promise<string[]> {
  while (lines().length < count && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill('SIGTERM');
  await ended;
  return lines();
}

const typesOf = (lines: readonly string[]) => lines.map((line) => line.split(' ')[1]);

test.each(['http.mjs', 'sse.mjs'])('%s follows, and resumes where it was', async (program) => {
  const STATE = `${program}.json`;
  const first = run(program, { STATE });
  const had = await stopAfter(first, 2);
  expect(typesOf(had).slice(0, 2)).toEqual(['partners.ConventionOpened', 'partners.PartnerAssociated']);
  expect(JSON.parse(readFileSync(join(folder, STATE), 'utf8'))).not.toEqual({});
  const second = run(program, { STATE });
  await scene.ofConvention(ours, [associated(siren(program.length))]);
  const more = await stopAfter(second, 1);
  expect(typesOf(more)).toEqual(['partners.PartnerAssociated']);
  expect(BigInt(more[0]?.split(' ')[0] ?? 0)).toBeGreaterThan(BigInt(had.at(-1)?.split(' ')[0] ?? 0));
});

test('the program of docs/subscribing.md follows, and resumes where it was', async () => {
  writeFileSync(join(folder, 'suivre.mjs'), programOf('suivre.mjs'));
  const program = join(folder, 'suivre.mjs');
  const had = await printed(run(program), 2);
  expect(typesOf(had).slice(0, 2)).toEqual(['partners.ConventionOpened', 'partners.PartnerAssociated']);
  const second = run(program);
  await scene.ofConvention(ours, [associated(siren(99))]);
  expect(typesOf(await printed(second, 1))).toEqual(['partners.PartnerAssociated']);
});

test('http.mjs reads all there is and stops; a refused token is said', async () => {
  const once = run('http.mjs', { STATE: 'once.json', ONCE: '1', CTG_TOKEN: 'elsewhere' });
  await once.ended;
  expect(typesOf(once.lines())).toEqual(['partners.ConventionOpened']);
  const refused = run('http.mjs', { STATE: 'refused.json', CTG_TOKEN: 'nobody' });
  await refused.ended;
  expect(refused.child.exitCode).toBe(1);
  expect(refused.faults()).toContain('401');
});
