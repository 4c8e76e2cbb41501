/** What a test of copying opens. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@ctg/local-eventstoredb';
import { testDatabase } from '@ctg/local-postgres';
import { openArchive } from './index.js';

/** Called by a suite: whatever its tests open is cleaned up after each, the last first. */
export function opening() {
  const cleanUps: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  const later = <T>(value: T, cleanUp: (value: T) => Promise<unknown>): T => {
    cleanUps.push(() => cleanUp(value));
    return value;
  };
  return {
    /** The value; it is cleaned up after the test. */
    later,
    /** The address of a database of its own. */
    database: async () => later(await testDatabase(), (one) => one.drop()).url,
    /** The address of a stand-in for an EventStoreDB server. */
    server: async () => later(await startStandIn(), (one) => one.kill()).url(),
    folder: async () =>
      later(await mkdtemp(join(tmpdir(), 'ctg-backup-')), (path) => rm(path, { recursive: true })),
    /** A new archive at an address. */
    archive: async (address: string) =>
      later(await openArchive(address, { isNew: true }), (one) => one.close()),
  };
}
