import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** A program that is started anew whenever it ends, as a supervisor would. */
export class Supervised {
  #child: ChildProcess | undefined;
  #stopping = false;
  /** How often it ended by itself, with another exit code than that of a kill. */
  ownEnds = 0;

  constructor(
    readonly name: string,
    private readonly file: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {
    this.#start();
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** A clean stop, with a bound. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 25_000);
    await ended;
    clearTimeout(late);
  }

  #start(): void {
    const log = openSync(this.logFile, 'a');
    const child = spawn(process.execPath, [this.file], {
      env: this.environment,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    child.once('exit', (_code, signal) => {
      if (this.#stopping) return;
      if (signal !== 'SIGKILL') this.ownEnds++;
      setTimeout(() => this.#stopping || this.#start(), 300);
    });
  }
}
