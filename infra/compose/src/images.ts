import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownServices, type Project, root } from './project.js';

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly args: string[];
  /** Sources of COPY that come from this checkout. */
  readonly copied: string[];
  readonly copiedFrom: string[];
}

/** The stages of a Dockerfile. Instructions that no check is about are passed over. */
function stages(dockerfile: string): Stage[] {
  const found: Stage[] = [];
  for (const line of dockerfile.replaceAll(/\\\n/g, ' ').split('\n')) {
    const [instruction, ...words] = line.trim().split(/\s+/);
    const stage = found.at(-1);
    if (instruction === 'FROM') {
      found.push({ from: words[0] ?? '', name: words[2] ?? '', args: [], copied: [], copiedFrom: [] });
    } else if (instruction === 'ARG') stage?.args.push((words[0] ?? '').split('=')[0] ?? '');
    else if (instruction === 'COPY') {
      const flag = words.find((word) => word.startsWith('--from='));
      if (flag) stage?.copiedFrom.push(flag.slice('--from='.length));
      else stage?.copied.push(...words.filter((word) => !word.startsWith('--')).slice(0, -1));
    }
  }
  return found;
}

const isPinned = (image: string) => /^[\w./-]+:\d[\w.-]*\.\d[\w.-]*$/.test(image);

/** Images without a version, and what the Dockerfile or the builds name that is not there. */
export function imageFindings(project: Project): string[] {
  const all = stages(project.dockerfile);
  const ignored = new Set(project.ignore.split('\n').filter((line) => line && !line.startsWith('#')));
  return [
    ...Object.entries(project.document.services).flatMap(([name, { image = '' }]) =>
      isPinned(image) ? [] : [`${name}: image ${image || '(none)'} has no version`],
    ),
    ...all.flatMap((stage, index) => stageFindings(stage, all.slice(0, index), ignored)),
    ...ownServices(project).flatMap(([name, { build }]) => buildFindings(name, build, all)),
    ...missingServices(project),
  ];
}

function stageFindings(stage: Stage, before: readonly Stage[], ignored: ReadonlySet<string>): string[] {
  const known = new Set(before.map(({ name }) => name));
  return [
    ...(known.has(stage.from) || isPinned(stage.from)
      ? []
      : [`Dockerfile, ${stage.name}: FROM ${stage.from} is neither a stage nor an image with a version`]),
    ...stage.copiedFrom
      .filter((from) => !known.has(from))
      .map((from) => `Dockerfile, ${stage.name}: COPY --from=${from} is no stage before it`),
    ...stage.copied
      .filter((path) => !existsSync(join(root, path)) || ignored.has(path.replace(/^\.\//, '')))
      .map((path) => `Dockerfile, ${stage.name}: ${path} does not exist or is left out by .dockerignore`),
  ];
}

function buildFindings(
  name: string,
  {
    context,
    dockerfile,
    target,
    args,
  }: { context: string; dockerfile: string; target: string; args: object },
  all: readonly Stage[],
): string[] {
  const stage = all.find((one) => one.name === target);
  const { SERVICE: folder = '' } = args as { SERVICE?: string };
  return [
    ...(existsSync(join(root, context, dockerfile))
      ? []
      : [`${name}: ${context}/${dockerfile} does not exist`]),
    ...(stage ? [] : [`${name}: the Dockerfile has no stage ${target}`]),
    ...Object.keys(args)
      .filter((arg) => stage && !stage.args.includes(arg))
      .map((arg) => `${name}: stage ${target} declares no ARG ${arg}`),
    ...(folder && existsSync(join(root, 'services', folder, 'src/main.ts'))
      ? []
      : [`${name}: services/${folder}/src/main.ts does not exist`]),
    ...(folder === name ? [] : [`${name}: builds the service ${folder}`]),
  ];
}

/** Folders of services that no container is built from; the command line is no service. */
function missingServices(project: Project): string[] {
  const built = new Set(ownServices(project).map(([, { build }]) => build.args.SERVICE));
  return readdirSync(join(root, 'services'))
    .filter((name) => name !== 'cli' && existsSync(join(root, 'services', name, 'src/main.ts')))
    .filter((name) => !built.has(name))
    .map((name) => `services/${name} has no container`);
}
