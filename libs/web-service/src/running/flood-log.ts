import type { Logger } from 'pino';

const window = 1_000;

/**
 * Lines of which there may be a flood: of each kind one a second is written, the first at once and whole; the next says how
 * many there were since.
 */
export class FloodLog {
  readonly #since = new Map<string, { count: number; last: object }>();

  constructor(private readonly logger: Logger) {}

  info(kind: string, fields: object): void {
    this.#note('info', kind, fields);
  }

  warn(kind: string, fields: object): void {
    this.#note('warn', kind, fields);
  }

  #note(level: 'info' | 'warn', kind: string, fields: object): void {
    const held = this.#since.get(kind);
    if (held) {
      held.count++;
      held.last = fields;
      return;
    }
    this.logger[level](fields, kind);
    this.#hold(level, kind);
  }

  /** For a second, and for as long as they go on. */
  #hold(level: 'info' | 'warn', kind: string): void {
    const held: { count: number; last: object } = { count: 0, last: {} };
    this.#since.set(kind, held);
    setTimeout(() => {
      this.#since.delete(kind);
      if (held.count === 0) return;
      this.logger[level]({ ...held.last, times: held.count }, kind);
      this.#hold(level, kind);
    }, window).unref();
  }
}
