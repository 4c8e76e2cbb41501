import { fstatSync, write, writeSync } from 'node:fs';

/** Hands text to the output; `done` is told how many bytes were taken, or why none were. */
export type WriteOut = (chunk: Buffer, done: (error: Error | null, taken: number) => void) => void;

/** Waits so long after a failure before it tries again, in milliseconds. */
const pauseMs = 1_000;

/**
 * Where log lines go. Never waits for the output and never fails: while a disk is full or a reader does not read, a bounded
 * number of bytes is kept, what exceeds it is dropped, and the first line after says how many were lost.
 */
export class LogOutput {
  readonly #lines: string[] = [];
  #bytes = 0;
  #lost = 0;
  #why = '';
  #isBusy = false;

  constructor(
    private readonly writeOut: WriteOut,
    private readonly mostBytes = 1_000_000,
    private readonly pause = pauseMs,
  ) {}

  /** One line or several, with their line ends. */
  write(line: string): void {
    if (this.#bytes + line.length > this.mostBytes) {
      this.#lost++;
      this.#why ||= 'the output takes them too slowly';
      return;
    }
    this.#lines.push(line);
    this.#bytes += line.length;
    this.#next();
  }

  /** What still waits, taken out: for the last moment of a process. */
  rest(): string {
    this.#bytes = 0;
    return this.#lines.splice(0).join('');
  }

  #next(): void {
    if (this.#isBusy || this.#lines.length === 0) return;
    this.#isBusy = true;
    const lines = this.#lines.splice(0, 200);
    const text = lines.join('');
    this.#bytes -= text.length;
    const said = this.#lost;
    this.#send(Buffer.from(said > 0 ? `${this.#lostLine()}${text}` : text), (error) => {
      if (error === null) this.#lost -= said;
      if (error === null && this.#lost === 0) this.#why = '';
      if (error !== null) {
        this.#lost += lines.length;
        this.#why = error.message;
      }
      this.#again(error === null ? 0 : this.pause);
    });
  }

  #again(after: number): void {
    const go = () => {
      this.#isBusy = false;
      this.#next();
    };
    if (after === 0) go();
    else setTimeout(go, after).unref();
  }

  #send(chunk: Buffer, done: (error: Error | null) => void): void {
    this.writeOut(chunk, (error, taken) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'EAGAIN')
        setTimeout(() => this.#send(chunk, done), 100).unref();
      else if (error === null && taken < chunk.length) this.#send(chunk.subarray(taken), done);
      else done(error);
    });
  }

  /** Begins a line of its own: the one before may have been cut off. */
  #lostLine(): string {
    const msg = `${this.#lost} log lines were lost: ${this.#why}`;
    return `\n${JSON.stringify({ level: 40, time: new Date().toISOString(), msg })}\n`;
  }
}

let standard: LogOutput | undefined;

/** Standard output; one for the whole process, whatever the number of its services. */
export function standardOutput(): LogOutput {
  if (standard) return standard;
  surviveBrokenOutput();
  const output = new LogOutput(isStream(1) ? toStream : toFile);
  process.once('exit', () => {
    const rest = output.rest();
    if (rest === '') return;
    try {
      if (isStream(1)) process.stdout.write(rest);
      else writeSync(1, rest);
    } catch {
      // Nobody can be told.
    }
  });
  standard = output;
  return output;
}

/** An output that breaks (its disk is full, its reader has gone) ends no process. Safe to call more than once. */
export function surviveBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(ignored)) stream.on('error', ignored);
}

const ignored = () => {};

/** Pipes and sockets are written to by the event loop; a write to a file goes through a thread. */
function isStream(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

const toFile: WriteOut = (chunk, done) => write(1, chunk, (error, taken) => done(error, taken));
const toStream: WriteOut = (chunk, done) => {
  process.stdout.write(chunk, (error) => done(error ?? null, chunk.length));
};
