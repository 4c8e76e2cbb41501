import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderInUse, lockFile } from '@ctg/local-postgres';
import { KafkaFailure } from './kafka-failure.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const pom = join(root, 'infra/kafka/pom.xml');

/**
 * The folder of the official jars, resolved once with Maven from `infra/kafka/pom.xml` into `.cache/kafka/`. Several
 * processes may ask at once; another content of the pom is another folder.
 * @throws KafkaFailure one sentence when Maven is missing, fails, or takes more than five minutes
 */
export async function kafkaJars(): Promise<string> {
  const content = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(root, '.cache/kafka', content);
  if (existsSync(folder)) return folder;
  const unlock = await locked(`${folder}.lock`);
  try {
    if (!existsSync(folder)) resolveInto(folder);
    return folder;
  } finally {
    unlock();
  }
}

function resolveInto(folder: string): void {
  const draft = `${folder}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  const maven = spawnSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${draft}`,
    ],
    { encoding: 'utf8', timeout: 300_000, maxBuffer: 20_000_000 },
  );
  if (maven.status === 0) {
    renameSync(draft, folder);
    return;
  }
  rmSync(draft, { recursive: true, force: true });
  if ((maven.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    throw new KafkaFailure('Kafka a besoin de Maven (mvn) pour obtenir ses fichiers : installez-le.');
  const why =
    maven.error?.message ?? `${maven.stdout}${maven.stderr}`.split('\n').find((line) => /ERROR/.test(line));
  throw new KafkaFailure(`Maven n’a pas obtenu les fichiers de Kafka : ${why ?? 'il n’a rien dit'}`);
}

/** Whoever is first resolves; the others wait for it, a bounded time. */
async function locked(file: string): Promise<() => void> {
  for (const deadline = Date.now() + 320_000; ; ) {
    try {
      return lockFile(file);
    } catch (error) {
      if (!(error instanceof FolderInUse) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
