import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { startStandIn } from '@ctg/local-eventstoredb';

/** A server of a suite: a real one when `EVENTSTOREDB_URL` is given, the stand-in otherwise. */
export interface TestServer {
  readonly name: string;
  readonly url: string;
  /** Whether it can be stopped and started: a real one by the commands `EVENTSTOREDB_STOP` and `EVENTSTOREDB_START`. */
  readonly canStop: boolean;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Of the stand-in: ends it. A real one stays. */
  dispose(): Promise<void>;
}

const { EVENTSTOREDB_URL: real, EVENTSTOREDB_STOP: stop, EVENTSTOREDB_START: start } = process.env;

export const serverName = real ? 'a server' : 'the stand-in';
export const canStop = !real || (stop !== undefined && start !== undefined);

export async function testServer(): Promise<TestServer> {
  if (real) {
    const run = async (command = '') => {
      await promisify(exec)(command, { timeout: 60_000 });
    };
    return {
      name: serverName,
      url: real,
      canStop,
      stop: () => run(stop),
      start: () => run(start),
      dispose: async () => undefined,
    };
  }
  const server = await startStandIn();
  return {
    name: serverName,
    url: server.url(),
    canStop,
    stop: () => server.kill(),
    start: () => server.start(),
    dispose: () => server.kill(),
  };
}
