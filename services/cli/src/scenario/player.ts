import { setTimeout as pause } from 'node:timers/promises';
import type { Catalogue, Word } from '../api/catalogue.js';
import type { Answer, Connection } from '../api/connection.js';
import { describeProblem, type Problem, problemCode } from '../api/problem.js';
import { answerFault } from './answer-check.js';
import type { Step } from './expand.js';
import type { Journal, Played } from './journal.js';
import type { Scenario } from './read-scenario.js';
import { asTyped, pathOf, type ResolvedStep, wordOf } from './request.js';
import { namesInPath, resolve } from './values.js';

/** What became of a scenario. */
export interface Outcome {
  readonly steps: number;
  readonly events: number;
  /** Requests that were sent again because their answer was not there yet. */
  readonly sentAgain: number;
  readonly conventions: readonly string[];
  /** Of the last event; absent when nothing was recorded. */
  readonly position?: string;
}

export interface PlayerOptions {
  readonly connection: Connection;
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  /** Told before and after each step. */
  readonly onStep?: (step: Step, title: string) => void;
}

/** How long a step is asked again for what another service has not heard of yet. Milliseconds. */
const untilKnown = 15_000;
/** How long for a service that is busy, behind or away: a restart of it takes less. */
const untilServed = 60_000;

/** Plays a scenario by HTTP, step after step. @throws CliFailure at the first step that does not end as expected */
export class Player {
  readonly #results = new Map<string, unknown>();
  readonly #conventions: string[] = [];
  #position: string | undefined;
  #events = 0;
  #sentAgain = 0;

  constructor(
    readonly scenario: Scenario,
    readonly options: PlayerOptions,
  ) {}

  async play(): Promise<Outcome> {
    for (const step of this.scenario.steps) {
      const word = wordOf(step, this.options.catalogue, this.scenario);
      this.options.onStep?.(step, word?.title ?? step.word);
      const before = this.options.journal.played(step.number, step.word);
      const played = before ?? (await this.#step(step, word));
      this.#remember(step, played);
      if (!before) this.options.journal.keep(played);
    }
    return {
      steps: this.scenario.steps.length,
      events: this.#events,
      sentAgain: this.#sentAgain,
      conventions: this.#conventions,
      ...(this.#position === undefined ? {} : { position: this.#position }),
    };
  }

  #remember(step: Step, played: Played): void {
    if (step.name !== undefined) this.#results.set(step.name, played.result);
    if (played.conventionId !== undefined) this.#conventions.push(played.conventionId);
    if (played.position !== undefined && BigInt(played.position) > BigInt(this.#position ?? 0)) {
      this.#position = played.position;
    }
    this.#events += played.events;
  }

  async #step(step: Step, word: Word | undefined): Promise<Played> {
    const resolved = this.#resolve(step);
    const began = performance.now();
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#send(step, word, resolved);
      const fault = this.#faultOf(step, answer);
      if (fault === undefined) return this.#played(step, word, answer);
      if (performance.now() - began >= patience(step, answer)) throw this.#failure(step, answer, fault);
      this.#sentAgain++;
      await pause(answer.retryAfter ? answer.retryAfter * 1000 : Math.min(50 * 2 ** attempt, 1000));
    }
  }

  #resolve(step: Step): ResolvedStep {
    const convention =
      step.convention === undefined ? this.#conventions.at(-1) : resolve(step.convention, this.#results);
    return {
      on: resolve(step.on, this.#results) as Record<string, unknown>,
      with: resolve(step.with, this.#results) as Record<string, unknown>,
      ...(convention === undefined ? {} : { conventionId: String(convention) }),
    };
  }

  #send(step: Step, word: Word | undefined, resolved: ResolvedStep): Promise<Answer> {
    const { connection, journal } = this.options;
    const path = resolve(pathOf(step, word, resolved), this.#results) as string;
    // Whatever the steps before have caused, in other services too, has happened when this one is answered.
    const after = this.#position === undefined ? {} : { 'ctg-after-position': this.#position };
    if (step.kind === 'question')
      return connection.call({ method: 'GET', path: this.#filled(path), as: step.as, headers: after });
    const body = asTyped(resolved.with, word?.bodySchema);
    const headers = {
      ...after,
      'idempotency-key': `${journal.runId}-${step.number}`,
      ...(step.recordedAt === undefined ? {} : { 'ctg-recorded-at': step.recordedAt }),
      ...(step.reason === undefined ? {} : { 'ctg-reason': encodeURIComponent(step.reason) }),
    };
    return connection.call({ method: 'POST', path, as: step.as, body, headers });
  }

  /** `$name` as a piece of an address that was written out. */
  #filled(path: string): string {
    return path.replace(/(?<=\/)\$[^/?]+/g, (piece) =>
      encodeURIComponent(String(resolve(piece, this.#results))),
    );
  }

  #faultOf(step: Step, { status, body }: Answer): string | undefined {
    const { expect } = step;
    if (expect === 'ok') {
      if (status >= 300) return 'attendu : une acceptation';
      return answerFault(body, this.#wanted(step));
    }
    if ('status' in expect)
      return status === expect.status ? undefined : `attendu : la réponse ${expect.status}`;
    const found = status < 300 ? undefined : problemCode(body as Problem);
    return found === expect.rejected ? undefined : `attendu : un refus « ${expect.rejected} »`;
  }

  /** What an answer must hold: `$name` stands for what it gave, in a value and where an element is looked for by it. */
  #wanted({ answer }: Step): Record<string, unknown> {
    const values = resolve(answer, this.#results) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(values).map(([path, value]) => [
        path.replace(namesInPath, (_found, name: string) => `=${resolve(name, this.#results)}`),
        value,
      ]),
    );
  }

  #failure(step: Step, answer: Answer, fault: string) {
    const { source } = this.scenario;
    const problem = answer.body as Problem;
    const found =
      answer.status < 300
        ? `réponse ${answer.status}`
        : `refus « ${problemCode(problem)} » (${answer.status}) : ${describeProblem(problem)}`;
    return source.fault(step.source, `étape ${step.number}, ${step.word} : ${fault} ; trouvé : ${found}`, {
      step: step.number,
      word: step.word,
      status: answer.status,
      problem: answer.body,
      runId: this.options.journal.runId,
    });
  }

  #played(step: Step, word: Word | undefined, { status, body }: Answer): Played {
    const accepted = status < 300;
    const answer = (body ?? {}) as { id?: string; position?: string; events?: unknown[] };
    const isCommand = step.kind === 'command' && accepted;
    return {
      step: step.number,
      word: step.word,
      ...(accepted ? { result: isCommand ? answer.id : body } : {}),
      ...(isCommand && word?.creates === 'conventionId' && answer.id ? { conventionId: answer.id } : {}),
      ...(isCommand && answer.position !== undefined ? { position: String(answer.position) } : {}),
      events: isCommand ? (answer.events?.length ?? 0) : 0,
    };
  }
}

/** How long the same request may still end otherwise, in milliseconds. */
function patience(step: Step, { status, body }: Answer): number {
  if (status === 503 || status === 429 || status === 502) return untilServed;
  const isNotKnown = status === 409 && problemCode(body as Problem) === 'not-known-yet';
  const isEarly = step.kind === 'question' && (status === 200 || status === 404);
  return isNotKnown || isEarly ? untilKnown : 0;
}
