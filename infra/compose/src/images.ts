import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assignments, copies, type Stage, stages } from './image/dockerfile.js';
import { builtHere, ownServices, type Project, root } from './project.js';

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
    ...builtHere(project).flatMap(([name, { build }]) => buildFindings(name, build, all)),
    ...missingServices(project),
  ];
}

function stageFindings(stage: Stage, before: readonly Stage[], ignored: ReadonlySet<string>): string[] {
  const known = new Set(before.map(({ name }) => name));
  const copied = copies(stage);
  return [
    ...(known.has(stage.from) || isPinned(stage.from)
      ? []
      : [`Dockerfile, ${stage.name}: FROM ${stage.from} is neither a stage nor an image with a version`]),
    ...copied.flatMap(({ from }) =>
      from === undefined || known.has(from)
        ? []
        : [`Dockerfile, ${stage.name}: COPY --from=${from} is no stage before it`],
    ),
    ...copied
      .flatMap(({ from, sources }) => (from === undefined ? sources : []))
      .filter((path) => !existsSync(join(root, path)) || ignored.has(path.replace(/^\.\//, '')))
      .map((path) => `Dockerfile, ${stage.name}: ${path} does not exist or is left out by .dockerignore`),
  ];
}

const argsOf = ({ instructions }: Stage) =>
  instructions
    .filter(({ name }) => name === 'ARG')
    .flatMap(({ rest }) => assignments(rest).map(([name]) => name));

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
      .filter((arg) => stage && !argsOf(stage).includes(arg))
      .map((arg) => `${name}: stage ${target} declares no ARG ${arg}`),
    ...(folder && existsSync(join(root, 'services', folder, 'src/main.ts'))
      ? []
      : [`${name}: services/${folder}/src/main.ts does not exist`]),
    ...(folder === name || folder === 'cli' ? [] : [`${name}: builds the service ${folder}`]),
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
