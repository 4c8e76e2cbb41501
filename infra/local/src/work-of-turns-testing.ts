/**
 * How much is done between two turns of the event loop, counted by the engine itself: how often the same piece of our code ran
 * before others had their turn. Whoever walks thousands of things at once is found by it, whatever they are written with; the
 * machine's pace changes nothing.
 */
import { Session } from 'node:inspector';

/** A function or a block of ours, and how often it ran in one turn. */
export interface Piece {
  /** `services/history/src/state/known-state.ts: structureOf`. */
  readonly where: string;
  readonly times: number;
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

const ours = /\/((?:libs|services|infra)\/[^/]+\/src\/.+?)(?:\?.*)?$/;
const ofTests = /testing\.ts|\.spec\.ts|\/local-postgres\//;

/** Counts from now on; what runs for the first time after this is counted block by block. */
export class WorkOfTurns {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Does something, and answers with it the pieces that ran most often in one turn of it, the first the most. */
  async during<Done>(
    act: () => Promise<Done>,
  ): Promise<{ readonly done: Done; readonly most: readonly Piece[] }> {
    const most = new Map<string, number>();
    this.#note(new Map());
    let isDone = false;
    // Once a turn; what others do in it comes before the next one.
    const everyTurn = () => {
      if (isDone) return;
      this.#note(most);
      setImmediate(everyTurn);
    };
    setImmediate(everyTurn);
    try {
      const done = await act();
      this.#note(most);
      const pieces = [...most].map(([where, times]) => ({ where, times }));
      return { done, most: pieces.sort((one, other) => other.times - one.times) };
    } finally {
      isDone = true;
    }
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** Adds the turn that ends now; counting begins anew. */
  #note(most: Map<string, number>): void {
    this.#session.post('Profiler.takePreciseCoverage', (_error, taken) => {
      for (const { url, functions } of (taken as unknown as Coverage | undefined)?.result ?? []) {
        const [, file] = ours.exec(url) ?? [];
        if (file === undefined || ofTests.test(file)) continue;
        for (const { functionName, ranges } of functions) {
          const times = Math.max(...ranges.map(({ count }) => count));
          const where = `${file}: ${functionName}`;
          if (times > (most.get(where) ?? 0)) most.set(where, times);
        }
      }
    });
  }
}
