/**
 * How much is done between two turns of the event loop, counted by the engine itself: how often the same piece of our code ran
 * before others had their turn. Whoever walks thousands of things at once is found by it, whatever they are written with; the
 * machine's pace changes nothing.
 */
import { Session } from 'node:inspector';

/** A function or a block of ours, and how often it ran in one turn. */
interface Piece {
  /** `services/history/src/state/known-state.ts: structureOf`. */
  readonly where: string;
  readonly times: number;
}

/** What was done, and its pieces, the first ran most often. */
interface Counted<Done> {
  readonly done: Done;
  readonly most: readonly Piece[];
}

const ordered = (times: ReadonlyMap<string, number>): readonly Piece[] =>
  [...times].map(([where, each]) => ({ where, times: each })).sort((one, other) => other.times - one.times);

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

  /**
   * As `during`, of a question that may be asked twice: where no piece ran more often than so many times in all its turns together, it
   * did not in one of them. Counting each turn takes its time.
   */
  async ofQuestion<Done>(ask: () => Promise<Done>, limit: number): Promise<Counted<Done>> {
    this.#note(new Map());
    const all = new Map<string, number>();
    const done = await ask();
    this.#note(all);
    if ([...all.values()].every((times) => times <= limit)) return { done, most: ordered(all) };
    return this.during(ask);
  }

  /** Does something, and answers with it the pieces that ran most often in one turn of it, the first the most. */
  async during<Done>(act: () => Promise<Done>): Promise<Counted<Done>> {
    const most = new Map<string, number>();
    this.#note(new Map());
    let isDone = false;
    // Once a turn; what others do in it comes before the next one. While everybody waits, a little later: turns that are counted
    // together are counted for more than they were, never for less.
    const everyTurn = () => {
      if (isDone) return;
      if (this.#note(most)) setImmediate(everyTurn);
      else setTimeout(everyTurn, 1);
    };
    setImmediate(everyTurn);
    try {
      const done = await act();
      this.#note(most);
      return { done, most: ordered(most) };
    } finally {
      isDone = true;
    }
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** Adds the turn that ends now, and says whether anything of ours ran in it; counting begins anew. */
  #note(most: Map<string, number>): boolean {
    let hasRun = false;
    this.#session.post('Profiler.takePreciseCoverage', (_error, taken) => {
      for (const { url, functions } of (taken as unknown as Coverage | undefined)?.result ?? []) {
        const [, file] = ours.exec(url) ?? [];
        if (file === undefined || ofTests.test(file)) continue;
        for (const { functionName, ranges } of functions) {
          hasRun = true;
          const times = Math.max(...ranges.map(({ count }) => count));
          const where = `${file}: ${functionName}`;
          if (times > (most.get(where) ?? 0)) most.set(where, times);
        }
      }
    });
    return hasRun;
  }
}
