import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, wrongClock } from '@ctg/test-needs';
import { CrashStage, isRight, patience, recorded } from './stage-testing.js';

describeWith('faketime', 'a clock that is wrong', () => {
  const stage = new CrashStage();

  test(
    'a day ahead when all was killed, right at the next start, then set forward and back: ready is true, the next command is right',
    async () => {
      const clock = join(stage.folder, 'clock');
      const setClock = (offset: string) => writeFileSync(clock, offset);
      setClock('+1d');
      const first = await stage.started({ environment: wrongClock(clock) });
      const ahead = await recorded(first);
      await first.killAll();
      setClock('+0');
      const second = await stage.started({ environment: wrongClock(clock) });
      await isRight(second, ahead);
      for (const offset of ['+1d', '-1d', '+0', '-1d', '+1d', '+0']) {
        const before = await recorded(second);
        setClock(offset);
        // At once, before anything new comes: nobody is silent for a day because a clock says so.
        expect(await second.isReady()).toBe(true);
        await isRight(second, before);
        await isRight(second, await recorded(second));
      }
      expect(second.child.exitCode).toBeNull();
    },
    patience,
  );
});
