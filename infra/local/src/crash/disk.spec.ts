import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, mountSmallDisk } from '@ctg/test-needs';
import { until } from './running-testing.js';
import { CrashStage, isRight, patience, recorded } from './stage-testing.js';

/** Room for a new database and its journal, and little more. */
const megabytes = 160;

describeWith('smallDisk', 'a disk that is full', () => {
  const stage = new CrashStage();
  beforeEach(() => {
    mkdirSync(stage.dataDir);
    const mounted = mountSmallDisk(stage.dataDir, megabytes);
    if (!('release' in mounted)) throw new Error(mounted.why);
    stage.afterwards(mounted.release);
  });

  test(
    'nothing is acknowledged that is not kept; once there is room again, ready is true and the next command is right',
    async () => {
      const product = await stage.started();
      const facts = await recorded(product);
      const filler = join(stage.dataDir, 'filler');
      fill(filler);
      const acknowledged: string[] = [];
      await until(async () => {
        const name = `Organisation ${acknowledged.length}`;
        const answer = await product
          .send('POST', 'partners/organisations/900059007', { body: { name, kind: 'caf' } })
          .catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(name);
        return answer?.status !== 200;
      });
      rmSync(filler);
      // It goes on by itself, or has ended with one sentence; then it is started again.
      const ended = await Promise.race([
        product.ended.then(() => true),
        until(() => product.isReady()).then(() => false),
      ]);
      if (ended) expect(product.output).toMatch(/Le disque .* est plein/);
      const next = ended ? await stage.started() : product;
      await isRight(next, facts);
      const kept = await next.send('GET', 'partners/organisations?text=Organisation');
      const [last = { name: undefined }] = kept.body.items as { name: string }[];
      if (acknowledged.length > 0) expect(last.name).toBe(acknowledged.at(-1));
    },
    patience,
  );
});

/** Takes all the room there is. */
function fill(file: string): void {
  for (let size = 8_388_608; size >= 4_096; )
    try {
      writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      size /= 2;
    }
}
