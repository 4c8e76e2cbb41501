import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FolderInUse, freePort, KeptRunning, lockFile, type ServerWatch } from '@ctg/local-postgres';
import { atOnce, type BrokerPlan, formatOnce, orderly, startBroker } from './broker-process.js';
import { kafkaJars } from './jars.js';
import { findJava } from './java.js';
import { KafkaFailure } from './kafka-failure.js';
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
  /** A broker that ends by itself is started anew, on the same port, and this is told. Default: it stays down. */
  readonly watch?: ServerWatch;
}

/** A running broker. */
export interface LocalKafka {
  readonly port: number;
  /** Of the broker that runs now: a watched one that ended has another after its restart. */
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

async function start(
  java: string,
  jars: string,
  dataDir: string,
  options: LocalKafkaOptions,
  unlock: () => void,
): Promise<LocalKafka> {
  const { secured, temporary = false } = options;
  const port = options.port ?? (await freePort());
  const node = { port, controllerPort: await freePort(), logDir: join(dataDir, 'records') };
  const properties = join(dataDir, 'server.properties');
  // It may hold a password.
  writeFileSync(properties, serverProperties(secured ? { ...node, secured } : node), { mode: 0o600 });
  const plan: BrokerPlan = { java, jars, dataDir, properties, port, temporary };
  formatOnce(plan, node.logDir, secured);
  const kept = await KeptRunning.start(
    {
      name: 'Kafka',
      logFile: join(dataDir, 'broker.log'),
      start: () => startBroker(plan),
      failure: (sentence, cause) => new KafkaFailure(sentence, { cause }),
    },
    options.watch,
  );
  let ended: Promise<void> | undefined;
  const end = async (signals: readonly (readonly [NodeJS.Signals, number])[], remove: boolean) => {
    await kept.stop((broker) => broker.end(signals));
    unlock();
    if (remove) rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    port,
    get pid() {
      return kept.now.pid;
    },
    broker: `127.0.0.1:${port}`,
    // Nobody waits for the records of a temporary broker to be closed well.
    stop: () => (ended ??= end(temporary ? atOnce : orderly, temporary)),
    kill: () => (ended ??= end(atOnce, false)),
  };
}
