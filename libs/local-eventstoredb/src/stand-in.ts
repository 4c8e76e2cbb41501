import { Access, type User } from './access.js';
import { Appender, maxAppendSize } from './journal/append.js';
import { Journal } from './journal/journal.js';
import { visible } from './journal/stream-metadata.js';
import type { Behaviour, Member, NodeState } from './node-state.js';
import { type Certificate, type Serving, serve } from './server.js';

export interface StandInOptions {
  /** 0 or left out chooses a free one. */
  readonly port?: number;
  /** Keeps the log; left out, it lives as long as the object. */
  readonly file?: string;
  /** With users a server asks for names and passwords; the client gives them over TLS only. */
  readonly users?: readonly User[];
  readonly tls?: Certificate;
  /** Ids remembered for `any` and `stream-exists`; default 100,000. */
  readonly cacheSize?: number;
  readonly version?: string;
  readonly behaviour?: Partial<Behaviour>;
}

/** What a node of a cluster knows of the others. */
export interface Cluster {
  readonly journal: Journal;
  members(): readonly Member[];
  hasLeader(): boolean;
}

/** One server that can be killed, paused and started again. */
export class StandIn implements NodeState {
  readonly journal: Journal;
  readonly access: Access;
  readonly behaviour: Behaviour;
  readonly version: string;
  readonly underWay = new Set<string>();
  openReads = 0;
  singleAppends = 0;
  eventsSent = 0;
  #appender: Appender;
  #serving: Serving | undefined;
  #port: number;
  #paused: Promise<void> = Promise.resolve();
  #resume: (() => void) | undefined;

  constructor(
    private readonly options: StandInOptions = {},
    private readonly cluster?: Cluster,
  ) {
    this.journal = cluster?.journal ?? new Journal(options.file);
    this.access = new Access(this.journal, options.users ?? []);
    this.version = options.version ?? '23.6.0';
    this.behaviour = {
      appendTakes: 0,
      repeatPatience: 2_300,
      isStarting: false,
      slowAfter: 1_000,
      maxAppendSize,
      refusesAll: false,
      sendsCheckpoints: true,
      ...options.behaviour,
    };
    this.#appender = this.#newAppender();
    this.#port = options.port ?? 0;
  }

  get appender(): Appender {
    return this.#appender;
  }

  get port(): number {
    return this.#port;
  }

  get isUp(): boolean {
    return this.#serving !== undefined && this.#resume === undefined;
  }

  /** `esdb://…`, with the credentials given. */
  url(user?: User): string {
    const who = user ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : '';
    return `esdb://${who}127.0.0.1:${this.#port}?tls=${this.options.tls ? 'true' : 'false'}`;
  }

  /** Starts, or starts again: same port, same log, an empty cache of ids. */
  async start(): Promise<void> {
    this.#appender = this.#newAppender();
    this.underWay.clear();
    this.#serving = await serve(this, this.#port, this.options.tls);
    this.#port = this.#serving.port;
  }

  /** All connections break; what was not answered may have happened. */
  async kill(): Promise<void> {
    this.resume();
    const serving = this.#serving;
    this.#serving = undefined;
    await serving?.kill();
  }

  /** Stopped, taken back to what it was when this position was the last one, and started: a restored backup. */
  async restoreTo(position: bigint): Promise<void> {
    await this.kill();
    this.journal.cutAfter(position);
    await this.start();
  }

  /** What readers of the streams are no longer shown is gone from the log, too. */
  scavenge(): void {
    this.journal.scavenge((entry) => !visible(this.journal, entry.stream).includes(entry));
  }

  /** Answers nothing until it is resumed; connections stay, new ones are taken. */
  pause(): void {
    if (this.#resume) return;
    this.#paused = new Promise((resolve) => {
      this.#resume = () => {
        this.#resume = undefined;
        resolve();
      };
    });
  }

  resume(): void {
    this.#resume?.();
  }

  awake(): Promise<void> {
    return this.#paused;
  }

  members(): readonly Member[] {
    return this.cluster?.members() ?? [{ port: this.#port, isLeader: true, isAlive: true }];
  }

  hasLeader(): boolean {
    return this.cluster?.hasLeader() ?? true;
  }

  #newAppender(): Appender {
    return new Appender(this.journal, this.options.cacheSize ?? 100_000);
  }
}

/** A server of one node, started. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = new StandIn(options);
  await standIn.start();
  return standIn;
}
