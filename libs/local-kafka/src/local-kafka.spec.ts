import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava, javaVersion } from './java.js';
import { explained } from './kafka-failure.js';
import { type LocalKafka, startLocalKafka } from './local-kafka.js';
import { describeWithKafka } from './testing.js';

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['command not found', undefined],
])('the version told by %s', (output, version) => {
  expect(javaVersion(output)).toBe(version);
});

test('without Java the sentence says what is missing and what to do', () => {
  expect(() => findJava({ PATH: '/nowhere', JAVA_HOME: '/nowhere' })).toThrow(
    /Java 17 .* aucun Java ; installez-le/,
  );
});

test('a busy port is told as one sentence', () => {
  expect(explained('java.net.BindException: Address already in use', '/data', 9092).message).toContain(
    'Le port 9092 est déjà pris',
  );
});

describeWithKafka('a local broker', () => {
  const started: LocalKafka[] = [];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ctg-kafka-'));
  });
  const begin = async (options: { port?: number } = {}) => {
    const kafka = await startLocalKafka({ dataDir: folder, ...options });
    started.push(kafka);
    return kafka;
  };
  afterAll(async () => {
    await Promise.all(started.map((kafka) => kafka.stop()));
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  test('starts, refuses a second one on its folder, survives a kill, stops', async () => {
    const kafka = await begin();
    expect(kafka.broker).toBe(`127.0.0.1:${kafka.port}`);
    await expect(begin()).rejects.toThrow('Kafka fonctionne déjà');
    await kafka.kill();
    const again = await begin({ port: kafka.port });
    expect(again.port).toBe(kafka.port);
    await again.stop();
    expect(() => process.kill(again.pid, 0)).toThrow();
  });
});
