import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '@ctg/local-postgres';
import { describeWith } from '@ctg/test-needs';
import { findJava } from './java.js';
import { type LocalKafka, startLocalKafka } from './local-kafka.js';

/** A broker that a test may kill. */
export interface TestBroker extends LocalKafka {
  /** The same broker after `kill`: same port, same records. */
  restart(): Promise<TestBroker>;
}

/** A broker of one suite's own, on free ports; `stop` removes its files. */
export const testBroker = (): Promise<TestBroker> => started(mkdtempSync(join(tmpdir(), 'ctg-kafka-')));

/** A broker that also listens with TLS and a password. */
export interface SecuredTestBroker extends LocalKafka {
  /** `127.0.0.1:port` of the secured listener. */
  readonly securedBroker: string;
  /** Certificate of the authority to trust, PEM. */
  readonly ca: string;
  readonly user: { readonly name: string; readonly password: string };
}

/** A broker with a certificate and a user of its own, made for this run. */
export async function securedTestBroker(): Promise<SecuredTestBroker> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ctg-kafka-'));
  const java = findJava();
  // `keytool` stands beside `java`.
  const keytool = java === 'java' ? 'keytool' : join(dirname(java), 'keytool');
  const keystore = { file: join(dataDir, 'keystore.p12'), password: randomUUID() };
  const store = ['-keystore', keystore.file, '-storepass', keystore.password, '-alias', 'broker'];
  const certificate = ['-keyalg', 'EC', '-validity', '2', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1'];
  execFileSync(keytool, ['-genkeypair', '-storetype', 'PKCS12', ...store, ...certificate], { stdio: 'pipe' });
  const ca = execFileSync(keytool, ['-exportcert', '-rfc', ...store], { stdio: 'pipe' }).toString();
  const secured = { port: await freePort(), keystore, user: { name: 'ctg', password: randomUUID() } };
  const broker = await startLocalKafka({ dataDir, temporary: true, secured });
  return { ...broker, securedBroker: `127.0.0.1:${secured.port}`, ca, user: secured.user };
}

async function started(dataDir: string, port?: number): Promise<TestBroker> {
  const broker = await startLocalKafka({ dataDir, temporary: true, ...(port === undefined ? {} : { port }) });
  return { ...broker, restart: () => started(dataDir, broker.port) };
}

/** A suite that needs a broker; where none can run it is skipped by name, or a failure where it is required. */
export const describeWithKafka = (name: string, suite: () => void): void =>
  describeWith('kafka', name, suite);
