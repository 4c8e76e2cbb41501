import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a path of the context is left out, as the lines of a .dockerignore say. @throws Error a line with `!` */
export function ignoring(dockerignore: string): (path: string) => boolean {
  const lines = dockerignore
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
  const exception = lines.find((line) => line.startsWith('!'));
  if (exception) throw new Error(`.dockerignore: ${exception}: this check knows no exceptions`);
  const patterns = lines.map((line) => new RegExp(`^${expression(line)}(/|$)`));
  return (path) => patterns.some((pattern) => pattern.test(path));
}

const expression = (line: string) =>
  line
    .replaceAll(/[.+^$()|{}]/g, '\\$&')
    .replaceAll('**/', '(?:.*/)?')
    .replaceAll(/(?<!\.)\*/g, '[^/]*');

/** Files of the build context below a path of it, without what is left out. */
export function contextFiles(root: string, path: string, isIgnored: (path: string) => boolean): string[] {
  const clean = path.replace(/^\.\//, '').replace(/\/$/, '');
  if (isIgnored(clean)) return [];
  let entries: ReturnType<typeof listed>;
  try {
    entries = listed(join(root, clean));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [clean];
    throw error;
  }
  return entries.flatMap((entry) =>
    contextFiles(root, clean ? `${clean}/${entry.name}` : entry.name, isIgnored),
  );
}

const listed = (folder: string) => readdirSync(folder, { withFileTypes: true });
