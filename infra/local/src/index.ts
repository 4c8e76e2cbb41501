/**
 * The whole product on one machine, in this process.
 *
 *     const product = await startLocal({ port: 0, dataDir, logLevel: 'silent' });
 *     await fetch(`${product.origin}/health/ready`);
 *     await product.stop();
 */

export { allServices } from './services.js';
export { type LocalSettings, readSettings, WrongSettings } from './settings.js';
export { StartFailure } from './start-failure.js';
export { type RunningLocal, startLocal } from './start-local.js';
