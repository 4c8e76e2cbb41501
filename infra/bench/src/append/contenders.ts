import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type JsonObject, streamName } from '@ctg/event-store';
import { type EventStoreChoice, openEventStore } from '@ctg/event-store/open';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import pg from 'pg';
import type { BenchPostgres } from '../bench-postgres.js';

/** Someone who can append one event to a new stream. */
export interface Contender {
  readonly name: string;
  append(): Promise<unknown>;
  close(): Promise<void>;
}

/** About 420 bytes as JSON, as an event of the product has. */
export const data: JsonObject = {
  organisation: '215900124',
  referenceOfAct: '2026-DEL-014',
  deliberatedOn: '2026-01-12',
  legalityReceivedOn: '2026-01-15',
  document: { sha256: 'a3f5'.repeat(16), pages: 4 },
};
export const metadata: JsonObject = {
  schemaVersion: 1,
  cafId: 'caf-59',
  conventionId: '01900000-0000-7000-8000-000000000001',
  actor: { subject: 'u-1', role: 'caf_adviser' },
  correlationId: '01900000-0000-7000-8000-000000000002',
  causationId: '01900000-0000-7000-8000-000000000003',
  occurredOn: '2026-01-12',
};
export const type = 'partners.DeliberationRecorded';

export async function ours(postgres: BenchPostgres): Promise<Contender> {
  const store = await openPostgresEventStore({ connectionString: await postgres.url('ours') });
  return {
    name: 'ours',
    append: () =>
      store.append(
        streamName('partners.convention', randomUUID()),
        [{ id: randomUUID(), type, data, metadata }],
        { expectedRevision: 'no-stream' },
      ),
    close: () => store.close(),
  };
}

/** Our store on an EventStoreDB server, opened as the product does. */
export async function oursOnEventStoreDb(server: EventStoreChoice): Promise<Contender> {
  const store = await openEventStore(server);
  return {
    name: 'ours-eventstoredb',
    append: () =>
      store.append(
        streamName('partners.convention', randomUUID()),
        [{ id: randomUUID(), type, data, metadata }],
        { expectedRevision: 'no-stream' },
      ),
    close: () => store.close(),
  };
}

/** The least that could be called an append: one row, one transaction, 32 connections, position from a sequence. */
export async function plainInserts(postgres: BenchPostgres): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: await postgres.url('plain'), max: 32 });
  // The server may be stopped before the last connection is.
  pool.on('error', () => undefined);
  await pool.query(`CREATE TABLE events (
    position bigserial PRIMARY KEY, stream text NOT NULL, revision int NOT NULL, event_id uuid NOT NULL UNIQUE,
    type text NOT NULL, data text NOT NULL, metadata text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (stream, revision))`);
  return {
    name: 'plain-insert',
    append: () =>
      pool.query({
        name: 'insert',
        text: 'INSERT INTO events (stream, revision, event_id, type, data, metadata) VALUES ($1, 0, $2, $3, $4, $5)',
        values: [
          `partners.convention-${randomUUID()}`,
          randomUUID(),
          type,
          JSON.stringify(data),
          JSON.stringify(metadata),
        ],
      }),
    close: () => pool.end(),
  };
}

const emmettFolder = fileURLToPath(new URL('../../emmett/', import.meta.url));

/** Emmett carries no licence: it is installed beside, for this run only, and never part of the workspace. */
export async function emmett(postgres: BenchPostgres): Promise<Contender> {
  try {
    createRequire(`${emmettFolder}driver.mjs`).resolve('@event-driven-io/emmett-postgresql/package.json');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') {
      const install = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--workspaces=false'];
      execFileSync('npm', install, { cwd: emmettFolder, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  const driver = (await import(pathToFileURL(`${emmettFolder}driver.mjs`).href)) as {
    openEmmett(url: string): {
      append(stream: string, type: string, data: object, metadata: object): Promise<unknown>;
      close(): Promise<void>;
    };
  };
  const store = driver.openEmmett(await postgres.url('emmett'));
  return {
    name: 'emmett-postgresql',
    append: () => store.append(`partners.convention-${randomUUID()}`, type, data, metadata),
    close: () => store.close(),
  };
}
