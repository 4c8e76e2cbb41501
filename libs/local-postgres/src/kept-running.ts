/** Told of what happens to a server that should run, and that nobody asked to end. */
export interface ServerWatch {
  /** It ended by itself (killed, out of memory) and runs again, on the same port; the sentence is French. */
  restarted(sentence: string): void;
  /** It cannot be made to run again: nothing that needs it can go on. The message is one French sentence. */
  lost(failure: Error): void;
}

/** One life of a server: from its start to its end, whoever ended it. */
export interface ServerLife {
  readonly pid: number;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A server that can be started again and again. */
export interface KeptServer<Life extends ServerLife> {
  /** As sentences call it: `PostgreSQL`. */
  readonly name: string;
  readonly logFile: string;
  /** Clears away what a life before has left, and starts another one. @throws Error with one French sentence */
  start(): Promise<Life>;
  /** The failure that this server's sentences come as. */
  failure(sentence: string, cause?: unknown): Error;
}

/** More lives in a row than this that were shorter than that are no accident any more. */
const mostEnds = 5;
const shortLifeMs = 60_000;
const attempts = 5;

/** A server that is started anew when it ends by itself, as often as that helps. */
export class KeptRunning<Life extends ServerLife> {
  #stopping = false;
  #restarting: Promise<void> = Promise.resolve();
  #ends = 0;
  #since = performance.now();

  private constructor(
    private readonly server: KeptServer<Life>,
    private life: Life,
    private readonly watch: ServerWatch | undefined,
  ) {}

  /** Without a watch an end is not noticed: whoever started the server looks after it. */
  static async start<Life extends ServerLife>(
    server: KeptServer<Life>,
    watch?: ServerWatch,
  ): Promise<KeptRunning<Life>> {
    const kept = new KeptRunning(server, await server.start(), watch);
    kept.#look();
    return kept;
  }

  /** The life that runs now. */
  get now(): Life {
    return this.life;
  }

  /** Ends it for good; `end` says how, if not as usual. */
  async stop(end = (life: Life): Promise<void> => life.stop()): Promise<void> {
    this.#stopping = true;
    await this.#restarting;
    await end(this.life);
  }

  #look(): void {
    const { watch } = this;
    if (!watch) return;
    void this.life.ended.then(() => {
      if (!this.#stopping) this.#restarting = this.#restart(watch);
    });
  }

  async #restart(watch: ServerWatch): Promise<void> {
    const { name, logFile } = this.server;
    this.#ends = performance.now() - this.#since > shortLifeMs ? 1 : this.#ends + 1;
    if (this.#ends > mostEnds) {
      return watch.lost(
        this.server.failure(
          `${name} s’est arrêté ${this.#ends} fois de suite, chaque fois peu après son démarrage : la raison est à la fin de ${logFile}.`,
        ),
      );
    }
    let failure: unknown;
    for (let attempt = 0; attempt < attempts && !this.#stopping; attempt++) {
      try {
        this.life = await this.server.start();
        this.#since = performance.now();
        this.#look();
        return watch.restarted(
          `${name} s’était arrêté sans qu’on le lui demande : il a été redémarré (voir ${logFile}).`,
        );
      } catch (error) {
        failure = error;
        await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
      }
    }
    if (this.#stopping) return;
    const why = failure instanceof Error ? failure.message : String(failure);
    watch.lost(this.server.failure(`${name} s’est arrêté et ne redémarre pas : ${why}`, failure));
  }
}
