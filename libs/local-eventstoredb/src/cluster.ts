import { Journal } from './journal/journal.js';
import type { Member } from './node-state.js';
import { StandIn, type StandInOptions } from './stand-in.js';

/** Three nodes with one log. When the leader dies or is paused, another one leads after a while. */
export class StandInCluster {
  readonly journal = new Journal();
  readonly nodes: readonly StandIn[];
  #leader: StandIn | undefined;
  /** Whom the others still believe alive. */
  readonly #believed = new Set<StandIn>();

  constructor(
    /** Milliseconds until a new leader is found. */
    private readonly electionTakes = 300,
    options: StandInOptions = {},
  ) {
    const cluster = {
      journal: this.journal,
      members: () => this.#members(),
      hasLeader: () => this.#leader?.isUp ?? false,
    };
    this.nodes = [1, 2, 3].map(() => new StandIn(options, cluster));
  }

  get leader(): StandIn | undefined {
    return this.#leader;
  }

  /** Every node by name, without discovery. */
  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  async start(): Promise<void> {
    for (const node of this.nodes) {
      await node.start();
      this.#believed.add(node);
    }
    this.#leader = this.nodes[0];
  }

  /** The leader is killed, or paused; what it was stays down until `revive`. */
  async loseLeader(how: 'killed' | 'paused'): Promise<StandIn | undefined> {
    const lost = this.#leader;
    if (how === 'killed') await lost?.kill();
    else lost?.pause();
    setTimeout(() => {
      if (lost) this.#believed.delete(lost);
      this.#leader = this.nodes.find((node) => node.isUp);
    }, this.electionTakes);
    return lost;
  }

  async revive(node: StandIn): Promise<void> {
    node.resume();
    if (!node.isUp) await node.start();
    this.#believed.add(node);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }

  #members(): readonly Member[] {
    return this.nodes.map((node) => ({
      port: node.port,
      isLeader: node === this.#leader,
      isAlive: this.#believed.has(node),
    }));
  }
}
