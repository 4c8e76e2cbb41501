import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of an image: its path below the folder of the product, and its bytes. */
export interface ImageFile {
  readonly path: string;
  readonly bytes: number;
}

/** Bytes that a service may take in an image, beside Node: 101 MB are the official geography by vintage. */
export const largest = 160_000_000;

/** Every file below a folder; links count as themselves. */
export function filesBelow(folder: string, path = ''): ImageFile[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const below = path ? `${path}/${entry.name}` : entry.name;
    return entry.isDirectory()
      ? filesBelow(folder, below)
      : [{ path: below, bytes: lstatSync(join(folder, below)).size }];
  });
}

/** What the check asks of the contents of one service's image. */
export interface Wanted {
  /** Folder name of the service. */
  readonly service: string;
  /** `packages` of package-lock.json. */
  readonly locked: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** One sentence for each thing that does not belong into the image of a service. */
export function contentFindings(files: readonly ImageFile[], { service, locked }: Wanted): string[] {
  const own = files.filter(({ path }) => !path.startsWith('node_modules/'));
  const bytes = total(files);
  const packages = new Set(
    files.flatMap(({ path }) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  return [
    ...own
      .filter(({ path }) => /\.spec\.|testing\.(ts|js|d\.ts)/.test(path))
      .map(({ path }) => `${path} is of the tests`),
    ...own
      .filter(({ path }) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))
      .map(({ path }) => `${path} is a source`),
    ...own
      .filter(({ path }) => path.startsWith('services/') && !path.startsWith(`services/${service}/`))
      .map(({ path }) => `${path} is of another service`),
    ...own
      .filter(({ path }) => path.startsWith('infra/'))
      .map(({ path }) => `${path} is of the infrastructure`),
    ...[...packages].filter((path) => locked[path]?.dev).map((path) => `${path} is for development`),
    ...(bytes > largest
      ? [`the image holds ${megabytes(bytes)}, expected ${megabytes(largest)} at most`]
      : []),
  ];
}

const total = (files: readonly ImageFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0);
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The contents, largest first: one line for each package of npm, each of ours, the small ones together, and the whole. */
export function contentLines(files: readonly ImageFile[]): string[] {
  const rooms = new Map<string, ImageFile[]>();
  for (const file of files) {
    const room =
      /^(node_modules\/(?:@[^/]+\/)?[^/]+|(?:libs|services)\/[^/]+)\//.exec(file.path)?.[1] ?? '(root)';
    const all = rooms.get(room);
    if (all) all.push(file);
    else rooms.set(room, [file]);
  }
  const lines = [...rooms].map(([room, all]) => ({ room, count: all.length, bytes: total(all) }));
  lines.sort((a, b) => b.bytes - a.bytes);
  const named = lines.filter(({ room, bytes }) => bytes >= 500_000 || !room.startsWith('node_modules/'));
  const others = lines.filter((line) => !named.includes(line));
  const sum = (what: 'count' | 'bytes') => others.reduce((before, line) => before + line[what], 0);
  return [
    ...named,
    { room: `${others.length} smaller packages of npm`, count: sum('count'), bytes: sum('bytes') },
    { room: 'all of it', count: files.length, bytes: total(files) },
  ].map(
    ({ room, count, bytes }) =>
      `${megabytes(bytes).padStart(10)}  ${String(count).padStart(6)} files  ${room}`,
  );
}
