import { PostgresFailure } from './postgres-failure.js';
import { stopLeftOver } from './postmaster.js';
import { type ServerPlan, type ServerProcess, startServer } from './server-process.js';

/** Told of what happens to a server that should run, and that nobody asked to end. */
export interface ServerWatch {
  /** It ended by itself (killed, out of memory) and runs again, on the same port; the sentence is French. */
  restarted(sentence: string): void;
  /** It cannot be made to run again: nothing that needs it can go on. */
  lost(failure: PostgresFailure): void;
}

/** More lives in a row than this that were shorter than that are no accident any more. */
const mostEnds = 5;
const shortLifeMs = 60_000;
const attempts = 5;

/** A server that is started anew when it ends by itself, as often as that helps. */
export class KeptRunning {
  #stopping = false;
  #restarting: Promise<void> = Promise.resolve();
  #ends = 0;
  #since = Date.now();

  private constructor(
    private readonly plan: ServerPlan,
    private server: ServerProcess,
    private readonly watch: ServerWatch | undefined,
  ) {}

  /** Without a watch an end is not noticed: whoever started the server looks after it. */
  static async start(plan: ServerPlan, watch?: ServerWatch): Promise<KeptRunning> {
    const kept = new KeptRunning(plan, await startServer(plan), watch);
    kept.#look();
    return kept;
  }

  get pid(): number {
    return this.server.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restarting;
    await this.server.stop();
  }

  #look(): void {
    if (!this.watch) return;
    void this.server.ended.then(() => {
      if (!this.#stopping) this.#restarting = this.#restart(this.watch as ServerWatch);
    });
  }

  async #restart(watch: ServerWatch): Promise<void> {
    const { dataDir } = this.plan;
    this.#ends = Date.now() - this.#since > shortLifeMs ? 1 : this.#ends + 1;
    if (this.#ends > mostEnds) {
      return watch.lost(
        new PostgresFailure(
          `PostgreSQL s’est arrêté ${this.#ends} fois de suite, chaque fois peu après son démarrage : la raison est à la fin de ${dataDir}.log.`,
        ),
      );
    }
    let failure: unknown;
    for (let attempt = 0; attempt < attempts && !this.#stopping; attempt++) {
      try {
        await stopLeftOver(dataDir);
        this.server = await startServer(this.plan);
        this.#since = Date.now();
        this.#look();
        return watch.restarted(
          `PostgreSQL s’était arrêté sans qu’on le lui demande : il a été redémarré (voir ${dataDir}.log).`,
        );
      } catch (error) {
        failure = error;
        await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
      }
    }
    if (this.#stopping) return;
    const why = failure instanceof PostgresFailure ? failure : new PostgresFailure(String(failure));
    watch.lost(
      new PostgresFailure(`PostgreSQL s’est arrêté et ne redémarre pas : ${why.message}`, { cause: why }),
    );
  }
}
