import type { ServerResponse } from 'node:http';
import { whenOver } from './when-over.js';

/** The answers that are still to be given, so that none is cut when the server stops. */
export class InHand {
  readonly #since = new Map<ServerResponse, number>();
  #isDraining = false;

  /** Counts an answer until its connection is done with it. */
  add(response: ServerResponse): void {
    if (this.#since.has(response)) return;
    this.#since.set(response, performance.now());
    if (this.#isDraining) askToClose(response);
    whenOver(response, () => this.#since.delete(response));
  }

  /** From now on every answer, of those in hand too, tells its caller to close the connection. */
  drain(): void {
    this.#isDraining = true;
    for (const response of this.#since.keys()) askToClose(response);
  }

  /** Waits until none is in hand, at most so many milliseconds. */
  async empty(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (this.#since.size > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function askToClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
