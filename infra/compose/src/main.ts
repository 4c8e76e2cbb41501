import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshPasswords, prepareDatabase } from '@ctg/database-roles';
import { startLocalKafka, whatKafkaLacks } from '@ctg/local-kafka';
import { startLocalPostgres } from '@ctg/local-postgres';
import { isRequired } from '@ctg/test-needs';
import { contentFindings, contentLines, filesBelow, largest, megabytes } from './image/contents.js';
import { stages } from './image/dockerfile.js';
import { hasProgram, replay } from './image/replay.js';
import { programOf, run } from './image/running.js';
import { ownServices, projectFiles, projectOf, root } from './project.js';

/**
 * `npm run check:image [-- service]`: does what the Dockerfile says in empty folders, lists what the image of one service
 * would hold, starts it with the environment that docker-compose.yml gives it, and asks its health. Needs no Docker.
 */
const patienceMs = 60_000;
const schemaOf = (service: string) => service.replaceAll('-', '_');
const say = (line: string) => console.error(line);

async function main(): Promise<void> {
  const project = projectOf(projectFiles());
  const names = ownServices(project).map(([name]) => name);
  const asked = process.argv[2] ?? names[0] ?? '';
  const [, container] = ownServices(project).find(([name]) => name === asked) ?? [];
  if (!container) throw new Error(`expected one of ${names.join(', ')}; found « ${asked} »`);
  const began = performance.now();
  const closing: (() => Promise<void> | void)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'ctg-image-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  // The service and PostgreSQL run as users of their own, who must be able to pass through.
  chmodSync(folder, 0o755);
  try {
    const { args, target } = container.build;
    const build = { context: root, dockerignore: project.ignore, folder: join(folder, 'stages'), args, say };
    const image = replay(stages(project.dockerfile), build).get(target);
    if (!image) throw new Error(`the Dockerfile has no stage ${target}`);
    if (!hasProgram(image))
      throw new Error(`${image.command.join(' ')} is not in the image, in ${image.workdir}`);
    const files = filesBelow(join(image.folder, 'app'));
    console.log(contentLines(files).join('\n'));
    const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const findings = contentFindings(files, { service: args.SERVICE ?? '', locked });
    if (findings.length > 0) throw new Error(findings.slice(0, 30).join('\n'));

    const postgres = await startLocalPostgres({ dataDir: join(folder, 'pg'), temporary: true });
    closing.push(() => postgres.stop());
    const lack = await whatKafkaLacks();
    if (lack && isRequired('kafka')) throw new Error(`${lack.why} ; ${lack.remedy}.`);
    if (lack) say(`with FEED=embedded instead of kafka: ${lack.why} ; ${lack.remedy}.`);
    const kafka = lack
      ? undefined
      : await startLocalKafka({ dataDir: join(folder, 'kafka'), temporary: true });
    if (kafka) closing.push(() => kafka.stop());
    const roles = await prepareDatabase({
      url: await postgres.createDatabase('ctg'),
      passwords: freshPasswords(names.map(schemaOf)),
      holdsEvents: true,
    });
    const around = (name: string) => ({ databaseUrl: roles.url(schemaOf(name)), broker: kafka?.broker });
    // Over Kafka a service follows what the relay publishes: the service feed is started beside it, out of this checkout.
    const [, feed] =
      kafka && asked !== 'feed' ? (ownServices(project).find(([name]) => name === 'feed') ?? []) : [];
    if (feed) {
      const command = ['node', 'services/feed/dist/main.js'];
      const relay = await run({ command, cwd: root, env: image.env }, feed, around('feed'));
      closing.push(() => relay.stop());
      await relay.becomesHealthy(patienceMs);
    }
    const service = await run(programOf(image), container, around(asked));
    closing.push(() => service.stop());
    await service.becomesHealthy(patienceMs);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const size = megabytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
    console.log(
      `image of ${asked}: ${size} beside Node (at most ${megabytes(largest)}), starts and is healthy. ${seconds} s`,
    );
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

// A check that ends without a verdict has failed: what it waits for (a broker that stops) may hold no process open.
process.exitCode = 1;
const open = setInterval(() => {}, 1_000_000);
try {
  await main();
  process.exitCode = 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  clearInterval(open);
}
