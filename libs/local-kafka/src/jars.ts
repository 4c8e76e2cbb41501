import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderInUse, lockFile } from '@ctg/local-postgres';
import { copyDependencies } from './maven.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const pom = join(root, 'infra/kafka/pom.xml');

/**
 * The folder of the official jars, resolved once with Maven from `infra/kafka/pom.xml` into `.cache/kafka/`; what is there
 * already is used without asking Maven. Several processes may ask at once; another content of the pom is another folder.
 * @param say told when Maven is asked: that takes a while
 * @throws KafkaUnavailable Maven is missing, reaches no repository, fails, or takes more than five minutes
 */
export async function kafkaJars(say: (sentence: string) => void = console.error): Promise<string> {
  const content = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(root, '.cache/kafka', content);
  if (isWhole(folder)) return folder;
  const unlock = await locked(`${folder}.lock`);
  try {
    if (isWhole(folder)) return folder;
    say('Les fichiers de Kafka (54 Mo) sont demandés à Maven, une seule fois…');
    const draft = `${folder}.${randomUUID()}`;
    mkdirSync(draft, { recursive: true });
    try {
      await copyDependencies(pom, draft, join(root, '.cache/kafka/maven.log'));
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    return folder;
  } finally {
    unlock();
  }
}

/** A folder that was emptied, or copied by halves, does not count. */
const isWhole = (folder: string) =>
  statSync(folder, { throwIfNoEntry: false }) &&
  readdirSync(folder).some((name) => /^kafka_2\.13-.*\.jar$/.test(name));

/** Whoever is first resolves; the others wait for it, a bounded time. */
async function locked(file: string): Promise<() => void> {
  for (const deadline = performance.now() + 320_000; ; ) {
    try {
      return lockFile(file);
    } catch (error) {
      if (!(error instanceof FolderInUse) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
