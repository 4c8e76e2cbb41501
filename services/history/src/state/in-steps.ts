import { setImmediate as breathe } from 'node:timers/promises';

/** Does what is made in steps; others have their turn after each. */
export async function inSteps<Made>(steps: Generator<void, Made>): Promise<Made> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}
