import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Lack } from './needs.js';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
  'msedge.exe',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a browser of the Chromium family: CHROMIUM first, then the PATH, then where macOS keeps programs; or why not. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | Lack {
  const asked = environment.CHROMIUM?.trim();
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = (asked ? [asked] : [...onPath, ...elsewhere]).find(isProgram);
  if (found) return found;
  return {
    why: asked
      ? `CHROMIUM nomme ${asked}, qui n’est pas un programme`
      : 'Aucun navigateur Chromium sur cette machine',
    remedy: 'installez-le (Debian : sudo apt install chromium), ou donnez son chemin dans CHROMIUM',
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
