import { execFileSync } from 'node:child_process';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { until } from './running-testing.js';
import { CrashStage, isRight, patience, recorded } from './stage-testing.js';

describeWithKafka('a broker that is killed under the product', () => {
  const stage = new CrashStage();

  test(
    'it is back by itself, which is said; ready is true, and the next command is right',
    async () => {
      const product = await stage.started({ environment: { FEED: 'kafka' } });
      const facts = await recorded(product);
      process.kill(brokerPid(stage.folder), 'SIGKILL');
      await until(() => /Kafka s’était arrêté .* il a été redémarré/.test(product.output));
      await until(() => product.isReady());
      // While the broker's readers find it again, what waits for them is told « later », and nothing else.
      await until(async () => {
        const { status } = await product.send('GET', `partners/conventions/${facts.convention}`, {
          after: facts.position,
        });
        if (status !== 200) expect(status).toBe(503);
        return status === 200;
      });
      await isRight(product, facts);
      expect(product.child.exitCode).toBeNull();
    },
    patience,
  );
});

const brokerPid = (folder: string): number => {
  const running = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return Number.parseInt(
    running.find((line) => line.includes(folder) && line.includes('kafka.Kafka')) ?? '',
    10,
  );
};
