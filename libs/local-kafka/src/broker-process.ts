import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerLife } from '@ctg/local-postgres';
import { answers } from './answers.js';
import { guard } from './guardian.js';
import { explained } from './kafka-failure.js';
import type { SecuredListener } from './server-properties.js';

/** What one start of the broker needs. */
export interface BrokerPlan {
  readonly java: string;
  readonly jars: string;
  readonly dataDir: string;
  readonly properties: string;
  readonly port: number;
  readonly temporary: boolean;
}

/** Signals, each with so many milliseconds to act on it. */
type Ending = readonly (readonly [NodeJS.Signals, number])[];

export const atOnce: Ending = [['SIGKILL', 5_000]];
export const orderly: Ending = [['SIGTERM', 20_000], ...atOnce];

/** One life of the broker. */
export interface BrokerLife extends ServerLife {
  end(signals: Ending): Promise<void>;
}

// Modest: one node, one machine, a few thousand records a second.
const heap = ['-Xms256m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const logging = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
];
// What it unpacks goes with its data, also when it is killed.
const run = ({ jars, dataDir }: BrokerPlan) => [
  ...heap,
  ...logging,
  `-Djava.io.tmpdir=${dataDir}`,
  '-cp',
  join(jars, '*'),
];

/** Formats the folder of the records, unless it is. @throws KafkaFailure with what the tool said */
export function formatOnce(plan: BrokerPlan, logDir: string, secured: SecuredListener | undefined): void {
  const { java, dataDir, properties, port } = plan;
  if (statSync(join(logDir, 'meta.properties'), { throwIfNoEntry: false })) return;
  const cluster = randomUUID().replaceAll('-', '').slice(0, 22);
  const scram = secured && `SCRAM-SHA-512=[name=${secured.user.name},password=${secured.user.password}]`;
  const format = [...run(plan), 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', properties];
  if (scram) format.push('--add-scram', scram);
  const formatted = spawnSync(java, format, { encoding: 'utf8', timeout: 60_000 });
  if (formatted.status !== 0) throw explained(`${formatted.stdout}\n${formatted.stderr}`, dataDir, port);
}

/** Starts the broker and waits until it answers. @throws KafkaFailure with what it said */
export async function startBroker(plan: BrokerPlan): Promise<BrokerLife> {
  const { java, dataDir, properties, port, temporary } = plan;
  const broker = launched(java, [...run(plan), 'kafka.Kafka', properties], dataDir);
  const { pid } = broker.process;
  if (pid === undefined) throw explained(broker.written(), dataDir, port);
  const release = guard({ pid, dataDir, temporary });
  const isRunning = () => broker.process.exitCode === null && broker.process.signalCode === null;
  if (!(await answers(port, isRunning, 60_000))) {
    broker.process.kill('SIGKILL');
    release();
    throw explained(broker.written(), dataDir, port);
  }
  void broker.ended.then(release);
  const end = async (signals: Ending) => {
    for (const [signal, patience] of signals) {
      if (!isRunning()) break;
      broker.process.kill(signal);
      await Promise.race([broker.ended, waited(patience)]);
    }
    release();
  };
  return { pid, ended: broker.ended, end, stop: () => end(orderly) };
}

const waited = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());

const largestLog = 10_000_000;

function launched(java: string, args: readonly string[], dataDir: string) {
  const logFile = join(dataDir, 'broker.log');
  // What an earlier life said may be why it ended.
  const isLong = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog;
  const log = openSync(logFile, isLong ? 'w' : 'a', 0o600);
  const { size } = statSync(logFile);
  // A process group of its own: Ctrl-C does not reach it, `stop` does.
  const child: ChildProcess = spawn(java, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: dataDir,
  });
  closeSync(log);
  child.unref();
  let failure = '';
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', (error) => {
      failure = error.message;
      resolve();
    });
  });
  return {
    process: child,
    ended,
    written: () => `${readFileSync(logFile).subarray(size).toString('utf8')}\n${failure}`,
  };
}
