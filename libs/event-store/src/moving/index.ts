/**
 * A whole store to another one, to a folder and back.
 *
 *     const [from, to] = [await openArchive('postgres://…'), await openArchive('/backups/ctg', { isNew: true })];
 *     const { whole } = await copyArchive(from, to, { progress });
 */
export {
  type Archive,
  DamagedBackup,
  type MovedEvent,
  NotTheSameStore,
  type Place,
  StillWritten,
} from './archive.js';
export { type CopyOptions, copyArchive, type Progress, type Verified, verifyCopy } from './copy-archive.js';
export { isServer, type OpenArchiveOptions, openArchive } from './open-archive.js';
export type { ReceivingStore } from './store-archive.js';
