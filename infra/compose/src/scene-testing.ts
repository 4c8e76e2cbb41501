import { type Project, type ProjectFiles, projectFiles, projectOf } from './project.js';

/** The checkout's project with one text replaced in one file: a mistake to be found. @throws Error nothing to replace */
export function mistaken(file: keyof ProjectFiles, from: string, to: string): Project {
  const files = projectFiles();
  if (!files[file].includes(from))
    throw new Error(`${file} does not say « ${from} »: the test needs another mistake`);
  return projectOf({ ...files, [file]: files[file].replace(from, () => to) });
}
