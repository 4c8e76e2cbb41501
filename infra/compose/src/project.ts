import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { envFile, interpolated } from './interpolation.js';

/** The pieces of a container that the checks look at. */
export interface Container {
  readonly image?: string;
  readonly build?: {
    readonly context: string;
    readonly dockerfile: string;
    readonly target: string;
    readonly args: Readonly<Record<string, string>>;
  };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly mem_limit?: string;
  readonly restart?: string;
  readonly command?: readonly string[];
}

/** docker-compose.yml after interpolation, as Compose sees it. */
interface ComposeDocument {
  readonly services: Readonly<Record<string, Container>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** Every file that the containers are made from. */
export interface ProjectFiles {
  readonly compose: string;
  readonly sample: string;
  readonly dockerfile: string;
  readonly ignore: string;
  readonly gateway: string;
}

/** The files, and what they say together. */
export interface Project extends ProjectFiles {
  /** With the values of the sample env file. */
  readonly document: ComposeDocument;
}

/** The folder that holds docker-compose.yml. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the gateway's own file is, from the root. */
export const gatewayFile = 'infra/compose/Caddyfile';

/** The files as they are in this checkout. */
export function projectFiles(): ProjectFiles {
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  return {
    compose: text('docker-compose.yml'),
    sample: text('.env.example'),
    dockerfile: text('Dockerfile'),
    ignore: text('.dockerignore'),
    gateway: text(gatewayFile),
  };
}

/** @throws YAMLParseError the compose file is no YAML */
export function projectOf(files: ProjectFiles): Project {
  const document = parse(interpolated(files.compose, envFile(files.sample)), {
    merge: true,
  }) as ComposeDocument;
  for (const container of Object.values(document.services)) {
    // Compose puts the values in after it has read the file: what becomes empty is an empty text, nothing else.
    for (const [name, value] of Object.entries(container.environment ?? {}))
      if (value === null) Object.assign(container.environment ?? {}, { [name]: '' });
  }
  return { ...files, document };
}

type Built = [string, Container & Required<Pick<Container, 'build'>>];

/** The containers that are built here, by name. */
export function builtHere({ document }: Project): Built[] {
  return Object.entries(document.services).flatMap(([name, one]) =>
    one.build ? [[name, { ...one, build: one.build }]] : [],
  );
}

/** The command line is no service: a container of it does one thing, and ends. */
const isOneShot = ([, { build }]: Built) => build.args.SERVICE === 'cli';

/** The product's services. */
export const ownServices = (project: Project): Built[] => builtHere(project).filter((one) => !isOneShot(one));

/** Those that end when they have done what they were started for. */
export const oneShots = (project: Project): Built[] => builtHere(project).filter(isOneShot);
