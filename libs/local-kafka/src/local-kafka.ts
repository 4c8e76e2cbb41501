import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FolderInUse, freePort, lockFile } from '@ctg/local-postgres';
import { answers } from './answers.js';
import { guard } from './guardian.js';
import { kafkaJars } from './jars.js';
import { findJava } from './java.js';
import { explained, KafkaFailure } from './kafka-failure.js';
import { type SecuredListener, serverProperties } from './server-properties.js';

export interface LocalKafkaOptions {
  /** Folder of the broker's records and settings; made and formatted when it is empty. */
  readonly dataDir: string;
  /** Port on 127.0.0.1; a free one is chosen when it is left out. */
  readonly port?: number;
  /** When true the files are removed on stop (tests). Default: they stay. */
  readonly temporary?: boolean;
  /** A second listener with TLS and a password (tests). Default: none. */
  readonly secured?: SecuredListener;
}

/** A running broker. */
export interface LocalKafka {
  readonly port: number;
  readonly pid: number;
  /** `127.0.0.1:9092`, as KAFKA_BROKERS wants it. */
  readonly broker: string;
  /** Clean shutdown, with a bound. */
  stop(): Promise<void>;
  /** SIGKILL, as a machine that dies: the files stay, whatever `temporary` says. */
  kill(): Promise<void>;
}

/**
 * Formats (once) and starts a single-node Apache Kafka on the loopback interface, ready when it answers. If this process
 * dies without a word, a guardian stops the broker.
 * @throws KafkaFailure with one sentence
 */
export async function startLocalKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const dataDir = resolve(options.dataDir);
  const java = findJava();
  const jars = await kafkaJars();
  mkdirSync(dataDir, { recursive: true });
  const unlock = locked(dataDir);
  try {
    return await start(java, jars, dataDir, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function locked(dataDir: string): () => void {
  try {
    return lockFile(join(dataDir, 'lock'));
  } catch (cause) {
    if (!(cause instanceof FolderInUse)) throw cause;
    throw new KafkaFailure(
      `Kafka fonctionne déjà avec les données de ${dataDir} (processus ${cause.holder}) : arrêtez-le d’abord.`,
      { cause },
    );
  }
}

// Modest: one node, one machine, a few thousand records a second.
const heap = ['-Xms256m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const logging = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
];

async function start(
  java: string,
  jars: string,
  dataDir: string,
  options: LocalKafkaOptions,
  unlock: () => void,
): Promise<LocalKafka> {
  const port = options.port ?? (await freePort());
  const properties = join(dataDir, 'server.properties');
  const logDir = join(dataDir, 'records');
  const { secured } = options;
  const node = { port, controllerPort: await freePort(), logDir };
  // It may hold a password.
  writeFileSync(properties, serverProperties(secured ? { ...node, secured } : node), { mode: 0o600 });
  const run = [...heap, ...logging, '-cp', join(jars, '*')];
  if (!existsSync(join(logDir, 'meta.properties'))) {
    const cluster = randomUUID().replaceAll('-', '').slice(0, 22);
    const scram = secured && `SCRAM-SHA-512=[name=${secured.user.name},password=${secured.user.password}]`;
    const format = [...run, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', properties];
    if (scram) format.push('--add-scram', scram);
    const formatted = spawnSync(java, format, { encoding: 'utf8', timeout: 60_000 });
    if (formatted.status !== 0) throw explained(`${formatted.stdout}\n${formatted.stderr}`, dataDir, port);
  }
  const broker = launched(java, [...run, 'kafka.Kafka', properties], dataDir);
  const { pid } = broker.process;
  if (pid === undefined) throw explained(broker.written(), dataDir, port);
  const temporary = options.temporary ?? false;
  const release = guard({ pid, dataDir, temporary });
  const isRunning = () => broker.process.exitCode === null && broker.process.signalCode === null;
  if (!(await answers(port, isRunning, 60_000))) {
    broker.process.kill('SIGKILL');
    release();
    throw explained(broker.written(), dataDir, port);
  }
  let ended: Promise<void> | undefined;
  const end = async (signals: readonly [NodeJS.Signals, number][], remove: boolean) => {
    for (const [signal, patience] of signals) {
      if (!isRunning()) break;
      broker.process.kill(signal);
      await broker.exit(patience);
    }
    release();
    unlock();
    if (remove) rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    port,
    pid,
    broker: `127.0.0.1:${port}`,
    // Nobody waits for the records of a temporary broker to be closed well.
    stop: () =>
      (ended ??= end(
        temporary
          ? [['SIGKILL', 5_000]]
          : [
              ['SIGTERM', 20_000],
              ['SIGKILL', 5_000],
            ],
        temporary,
      )),
    kill: () => (ended ??= end([['SIGKILL', 5_000]], false)),
  };
}

function launched(java: string, args: readonly string[], dataDir: string) {
  const logFile = join(dataDir, 'broker.log');
  const log = openSync(logFile, 'w', 0o600);
  // A process group of its own: Ctrl-C does not reach it, `stop` does.
  const child: ChildProcess = spawn(java, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: dataDir,
  });
  closeSync(log);
  child.unref();
  let failure = '';
  const exited = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', (error) => {
      failure = error.message;
      resolve();
    });
  });
  const exit = (patience: number) =>
    Promise.race([exited, new Promise<void>((resolve) => setTimeout(resolve, patience).unref())]);
  return { process: child, exit, written: () => `${readFileSync(logFile, 'utf8')}\n${failure}` };
}
