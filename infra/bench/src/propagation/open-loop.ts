import { randomUUID } from 'node:crypto';

/** Nothing is waited for longer after the last send. */
const patience = 30_000;

/** A load at a fixed rate, whatever the system does: what it delays counts as latency, not as a pause of the load. */
export function openLoop(perSecond: number, seconds: number) {
  const waiting = new Map<string, (at: number) => void>();
  return {
    /** The effect of this send has been seen. */
    arrived(id: string): void {
      waiting.get(id)?.(performance.now());
      waiting.delete(id);
    },
    /** Latencies in milliseconds, from when each send was due. @throws Error when an effect never comes */
    async run(send: (id: string) => Promise<void>, during = seconds): Promise<number[]> {
      const start = performance.now();
      const latencies: number[] = [];
      const all: Promise<unknown>[] = [];
      for (let n = 0; n < perSecond * during; n++) {
        const due = start + (n * 1_000) / perSecond;
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const id = randomUUID();
        const effect = new Promise<void>((resolve, reject) => {
          const late = setTimeout(() => reject(new Error('An effect never came.')), patience);
          waiting.set(id, (at) => {
            clearTimeout(late);
            latencies.push(at - due);
            resolve();
          });
        });
        all.push(effect, send(id));
      }
      await Promise.all(all);
      return latencies;
    },
  };
}
