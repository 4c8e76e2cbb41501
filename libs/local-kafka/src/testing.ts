import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNoKafka } from './java.js';
import { type LocalKafka, startLocalKafka } from './local-kafka.js';

/** A broker that a test may kill. */
export interface TestBroker extends LocalKafka {
  /** The same broker after `kill`: same port, same records. */
  restart(): Promise<TestBroker>;
}

/** A broker of one suite's own, on free ports; `stop` removes its files. */
export const testBroker = (): Promise<TestBroker> => started(mkdtempSync(join(tmpdir(), 'ctg-kafka-')));

async function started(dataDir: string, port?: number): Promise<TestBroker> {
  const broker = await startLocalKafka({ dataDir, temporary: true, ...(port === undefined ? {} : { port }) });
  return { ...broker, restart: () => started(dataDir, broker.port) };
}

/**
 * A suite that needs a broker. Where none can run it is reported as skipped, by name and with the reason; with
 * `CI=true` that is a failure.
 */
export function describeWithKafka(name: string, suite: () => void): void {
  const why = whyNoKafka();
  if (why === undefined) describe(name, suite);
  else if (process.env.CI !== 'true') describe.skip(`${name} (sans Kafka : ${why})`, suite);
  else
    test(`${name}: needs a broker`, () => {
      throw new Error(why);
    });
}
