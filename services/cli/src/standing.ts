import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this program belongs to: from `src` and from `dist` alike. */
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder where the person stands: npm goes to that of the checkout, and tells where it came from. */
export const standing = ({ npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string =>
  npm_lifecycle_event === 'ctg' && INIT_CWD ? INIT_CWD : process.cwd();

/** The data folder as `npm start` has it: of the checkout, wherever the person stands. */
export const dataFolder = ({ CTG_DATA_DIR }: NodeJS.ProcessEnv): string =>
  resolve(root, CTG_DATA_DIR?.trim() || '.data');
