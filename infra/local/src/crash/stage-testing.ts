import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Running } from './running-testing.js';

/** A start takes a second on a quiet machine, and a minute on a very busy one. */
export const patience = 400_000;
const anor = '215900127';
const opening = {
  title: 'CTG',
  caf: '900059007',
  territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
};

/** A folder of each test's own, and the product on it; whatever a test leaves running is stopped. */
export class CrashStage {
  folder = '';
  #running: Running | undefined;
  readonly #leaving: (() => void)[] = [];

  constructor() {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'ctg-crash-'));
      chmodSync(this.folder, 0o711);
    });
    afterEach(async () => {
      this.#running?.child.kill('SIGTERM');
      await this.#running?.ended;
      this.#running = undefined;
      for (const leave of this.#leaving.splice(0)) leave();
      rmSync(this.folder, { recursive: true, force: true });
    }, patience);
  }

  /** Does so when the test is over and nothing runs any more. */
  afterwards(leave: () => void): void {
    this.#leaving.push(leave);
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  /** Starts the product and waits until it is ready. */
  async started(given: Parameters<typeof Running.launch>[1] = {}): Promise<Running> {
    this.#running = Running.launch(this.dataDir, given);
    await this.#running.untilReady();
    return this.#running;
  }

  /** Starts it and does not wait. */
  launched(given: Parameters<typeof Running.launch>[1] = {}): Running {
    this.#running = Running.launch(this.dataDir, given);
    return this.#running;
  }

  /** Processes that have the folder on their command line. */
  leftOvers(): readonly string[] {
    return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(this.folder));
  }
}

export interface Recorded {
  readonly convention: string;
  /** The last one acknowledged. */
  readonly position: string;
}

/** Facts that the next command leans on: a convention, and an organisation that can be its signatory. */
export async function recorded(product: Running): Promise<Recorded> {
  const opened = await product.send('POST', 'partners/conventions', { body: opening });
  expect([opened.status, opened.body.type]).toEqual([201, undefined]);
  const commune = { name: 'Anor', kind: 'commune', inseeCode: '59012' };
  const registered = await product.send('POST', `partners/organisations/${anor}`, { body: commune });
  expect([registered.status, registered.body.type]).toEqual([200, undefined]);
  return {
    convention: String(opened.body.id),
    position: String(registered.body.position ?? opened.body.position),
  };
}

/** Ready is true, and the next command is right: what was acknowledged is known to the read and to the rule. */
export async function isRight(product: Running, { convention, position }: Recorded): Promise<void> {
  expect(await product.isReady()).toBe(true);
  const read = await product.send('GET', `partners/conventions/${convention}`, { after: position });
  expect(read.status).toBe(200);
  const path = `partners/conventions/${convention}/signatories`;
  const designated = await product.send('POST', path, { body: { organisation: anor } });
  expect([designated.status, designated.body.type]).toEqual([200, undefined]);
}
