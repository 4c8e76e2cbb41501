import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a step answered: enough to go on after it. */
export interface Played {
  readonly step: number;
  readonly word: string;
  readonly result?: unknown;
  readonly conventionId?: string;
  readonly position?: string;
  readonly events: number;
}

/**
 * The steps of one run, on disk, one JSON line each: a run that was cut off goes on where it was. A step that the server
 * accepted and that is not written here is sent again under the same Idempotency-Key, and so happens once.
 */
export class Journal {
  readonly #file: string;
  readonly #played = new Map<number, Played>();

  constructor(
    folder: string,
    readonly runId: string,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, `${runId}.jsonl`);
    if (!statSync(this.#file, { throwIfNoEntry: false })) return;
    for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
      try {
        const played = JSON.parse(line) as Played;
        this.#played.set(played.step, played);
      } catch {
        // The last line of a run that was killed may be cut: that step is sent again.
      }
    }
  }

  played(step: number, word: string): Played | undefined {
    const played = this.#played.get(step);
    return played?.word === word ? played : undefined;
  }

  keep(played: Played): void {
    this.#played.set(played.step, played);
    appendFileSync(this.#file, `${JSON.stringify(played)}\n`);
  }
}
