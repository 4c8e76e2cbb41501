import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { KafkaUnavailable } from './kafka-failure.js';

const wanted = 17;

/** The major version that `java -version` tells, undefined when it tells none. */
export function javaVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  // Until Java 8 the version was 1.x.
  return first === undefined ? undefined : Number(first === '1' ? second : first);
}

/**
 * The program that runs Java 17 or newer: `JAVA_HOME` first, then the PATH.
 * @throws KafkaUnavailable when there is none
 */
export function findJava(environment: NodeJS.ProcessEnv = process.env): string {
  const candidates = [...(environment.JAVA_HOME ? [join(environment.JAVA_HOME, 'bin', 'java')] : []), 'java'];
  const found: string[] = [];
  for (const java of candidates) {
    const asked = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 20_000, env: environment });
    const version = asked.error ? undefined : javaVersion(`${asked.stderr}${asked.stdout}`);
    if (version !== undefined && version >= wanted) return java;
    if (version !== undefined) found.push(`Java ${version}`);
  }
  throw new KafkaUnavailable(
    `Kafka a besoin de Java ${wanted} ou plus récent, trouvé : ${found.join(', ') || 'aucun Java'}`,
    `installez-le (Debian : sudo apt install openjdk-${wanted}-jre-headless), ou donnez son dossier dans JAVA_HOME`,
  );
}
