import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { contextFiles, ignoring } from './build-context.js';
import { assignments, type Copy, copyOf, type Instruction, type Stage } from './dockerfile.js';

/** A stage after all its instructions: its files below a folder that stands for `/`, and how its program is started. */
export interface BuiltStage {
  readonly folder: string;
  workdir: string;
  command: string[];
  readonly env: Record<string, string>;
  readonly args: Record<string, string>;
}

/** What a build is given. */
export interface Build {
  /** The build context: this checkout. */
  readonly context: string;
  readonly dockerignore: string;
  /** Empty folder that receives one folder per stage. */
  readonly folder: string;
  readonly args: Readonly<Record<string, string>>;
  /** Told before each instruction that takes a while. */
  readonly say: (line: string) => void;
}

/** Nothing of the machine but what an image of Node has too. */
const machine = () => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '/root',
  // Registry, proxy and cache are the machine's business.
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^npm_config_|_proxy$|^NODE_EXTRA/i.test(name)),
  ),
});

/**
 * Does what the stages of a Dockerfile say, each in a folder of its own that stands for the root of its image. The base
 * image counts as empty: Node, npm and the shell are the machine's.
 * @throws Error an instruction that failed, with what it wrote, or that nothing here knows
 */
export function replay(stages: readonly Stage[], build: Build): Map<string, BuiltStage> {
  const built = new Map<string, BuiltStage>();
  for (const stage of stages) {
    const folder = join(build.folder, stage.name);
    mkdirSync(folder, { recursive: true });
    const parent = built.get(stage.from);
    if (parent) cpSync(parent.folder, folder, { recursive: true, verbatimSymlinks: true });
    const { workdir = '/', command = [], env = {} } = parent ?? {};
    const one: BuiltStage = { folder, workdir, command, env: { ...env }, args: {} };
    for (const instruction of stage.instructions) {
      build.say(`${stage.name}: ${instruction.name} ${instruction.rest.slice(0, 90)}`);
      apply(instruction, one, built, build);
    }
    built.set(stage.name, one);
  }
  return built;
}

function apply(
  { name, rest }: Instruction,
  stage: BuiltStage,
  built: ReadonlyMap<string, BuiltStage>,
  build: Build,
): void {
  switch (name) {
    case 'WORKDIR':
      stage.workdir = posix.resolve(stage.workdir, expanded(rest, stage));
      mkdirSync(inside(stage, '.'), { recursive: true });
      return;
    case 'ENV':
      for (const [key, value = ''] of assignments(rest)) stage.env[key] = expanded(value, stage);
      return;
    case 'ARG':
      for (const [key, value] of assignments(rest)) stage.args[key] = build.args[key] ?? value ?? '';
      return;
    case 'COPY':
      copy(copyOf(expanded(rest, stage)), stage, built, build);
      return;
    case 'RUN':
      run(rest, stage);
      return;
    case 'CMD':
      stage.command = JSON.parse(rest) as string[];
      return;
    case 'USER':
    case 'EXPOSE':
      return;
    default:
      throw new Error(`Dockerfile: this check knows no ${name}`);
  }
}

/** A path of the image, where it really is. */
export const inside = ({ folder, workdir }: BuiltStage, path: string): string =>
  join(folder, posix.resolve(workdir, path));

const expanded = (text: string, { args, env }: BuiltStage) =>
  text.replaceAll(/\$\{(\w+)\}|\$(\w+)/g, (_all, a, b) => args[a ?? b] ?? env[a ?? b] ?? '');

function copy(
  { from, sources, target }: Copy,
  stage: BuiltStage,
  built: ReadonlyMap<string, BuiltStage>,
  build: Build,
): void {
  const intoFolder = target.endsWith('/') || sources.length > 1;
  for (const source of sources) {
    if (from !== undefined) {
      const other = built.get(from);
      if (!other) throw new Error(`COPY --from=${from} is no stage before it`);
      const path = join(other.folder, source);
      const isFolder = statSync(path).isDirectory();
      const to = inside(stage, isFolder || !intoFolder ? target : posix.join(target, basename(source)));
      cpSync(path, to, { recursive: true, verbatimSymlinks: true });
      continue;
    }
    const files = contextFiles(build.context, source, ignoring(build.dockerignore));
    if (files.length === 0) throw new Error(`COPY ${source}: nothing there, or .dockerignore leaves it out`);
    const base = source.replace(/^\.\//, '').replace(/\/$/, '');
    for (const file of files) {
      const below = file === base ? (intoFolder ? basename(file) : '') : file.slice(base.length + 1);
      const to = inside(stage, posix.join(target, below));
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(build.context, file), to);
    }
  }
}

/** Paths from the root of the image are below its folder; those of the machine's own stay. */
function run(command: string, stage: BuiltStage): void {
  const script = command.replaceAll(
    /(^|[\s"'=])\/(?!(?:dev|proc|bin|usr|tmp)\/)(?=[a-z])/g,
    `$1${stage.folder}/`,
  );
  const done = spawnSync('/bin/sh', ['-c', script], {
    cwd: inside(stage, '.'),
    env: { ...machine(), ...stage.env, ...stage.args },
    encoding: 'utf8',
    timeout: 600_000,
    maxBuffer: 100_000_000,
  });
  if (done.status === 0) return;
  const said = `${done.stdout}${done.stderr}`.trim().split('\n').slice(-30).join('\n');
  throw new Error(`RUN ${command}\n${said}\n${done.error?.message ?? `exit code ${done.status}`}`);
}

/** True when the program of a stage is there. */
export const hasProgram = (stage: BuiltStage): boolean =>
  existsSync(inside(stage, stage.command.at(-1) ?? 'no-program'));
