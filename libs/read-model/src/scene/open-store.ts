export { openScratch as openStore } from '../../../feed/src/embedded/scratch-store.js';
