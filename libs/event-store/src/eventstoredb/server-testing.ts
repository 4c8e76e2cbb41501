import { exec } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StandInProcess, startStandIn } from '@ctg/local-eventstoredb';
import { eventStoreChoice } from '../choice.js';
import type { EventStoreDbOptions } from './index.js';

/** A server of a suite: a real one when `EVENTSTOREDB_URL` is given, the stand-in otherwise. */
export interface TestServer {
  /** What opens a store on it. */
  readonly options: Pick<EventStoreDbOptions, 'url' | 'password'>;
  /** Of the stand-in: ends it. A real one stays. */
  dispose(): Promise<void>;
}

/** One that can be taken away under its writers, and brought back. */
interface StoppableServer extends TestServer {
  stop(): Promise<void>;
  start(): Promise<void>;
}

const { EVENTSTOREDB_URL: real, EVENTSTOREDB_STOP: stop, EVENTSTOREDB_START: start } = process.env;

export const serverName = real ? 'a server' : 'the stand-in';

export async function testServer(): Promise<TestServer> {
  if (real) return { options: optionsOfReal(), dispose: async () => undefined };
  const server = await startStandIn();
  return { options: { url: server.url() }, dispose: () => server.kill() };
}

type Way = readonly [how: string, open: () => Promise<StoppableServer>];

const byCommands: Way = [
  'stopped and started again (EVENTSTOREDB_STOP, EVENTSTOREDB_START)',
  async () => {
    const run = async (command = '') => {
      await promisify(exec)(command, { timeout: 60_000 });
    };
    return {
      options: optionsOfReal(),
      stop: () => run(stop),
      start: () => run(start),
      dispose: async () => undefined,
    };
  },
];

/** Ways to take a server away: a real one by the commands that are given, the stand-in by two signals to its process. */
export const waysToStop: readonly Way[] = real
  ? stop && start
    ? [byCommands]
    : []
  : [
      [
        'killed and started again (SIGKILL)',
        () =>
          ownProcess(
            (server) => server.kill(),
            (server) => server.start(),
          ),
      ],
      [
        'frozen for a while (SIGSTOP)',
        () =>
          ownProcess(
            async (server) => server.freeze(),
            async (server) => server.thaw(),
          ),
      ],
    ];

async function ownProcess(
  stopping: (server: StandInProcess) => Promise<void>,
  starting: (server: StandInProcess) => Promise<void>,
): Promise<StoppableServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-server-'));
  const server = new StandInProcess({ folder });
  await server.start();
  return {
    options: { url: server.url },
    stop: () => stopping(server),
    start: () => starting(server),
    dispose: async () => {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As the product reads them, the password from its file included. */
function optionsOfReal(): TestServer['options'] {
  const chosen = eventStoreChoice({ ...process.env, EVENT_STORE: 'eventstoredb', NODE_ENV: '' }, '');
  if (chosen.kind !== 'eventstoredb') throw new Error('EVENTSTOREDB_URL names no EventStoreDB.');
  return { url: chosen.url, ...(chosen.password === undefined ? {} : { password: chosen.password }) };
}
