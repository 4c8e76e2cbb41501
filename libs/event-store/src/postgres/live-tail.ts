import { type Position, START, type SubscribeOptions, type SubscriptionPage } from '../port.js';
import { RecentEvents } from '../recent-events.js';
import type { WakeUp } from '../wake-up.js';
import type { EventMark, EventReader } from './read.js';

/** Further behind than this is caught up with by each follower itself. */
const most = 500;
/** What was seen so long ago still serves whoever looks without having heard of anything new. Milliseconds. */
const freshFor = 250;

/** One look at the end of the store: what was appended before it began is in it. */
interface Look {
  readonly rings: number;
  readonly began: number;
  readonly head: Promise<Position>;
}

/** Reads what is new once, for all subscriptions of this process. */
export class LiveTail {
  readonly #recent = new RecentEvents();
  #look: Look | undefined;
  #last: EventMark = { position: START, id: undefined };
  /** A look that has not begun yet: whoever asks meanwhile shares it. */
  #next: Promise<Position> | undefined;

  constructor(
    private readonly reader: EventReader,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * The end of the store, at least as it was at the ring `heard` and a moment ago; what is new up to it is then kept.
   * @throws StoreUnavailable
   */
  upToDate(heard: number): Promise<Position> {
    const look = this.#look;
    const serves = look && look.rings >= heard && performance.now() - look.began < freshFor;
    return serves ? look.head : this.lookAgain();
  }

  /** The end of the store, read after this call. @throws StoreUnavailable */
  lookAgain(): Promise<Position> {
    this.#next ??= (this.#look?.head ?? Promise.resolve()).then(this.#begin, this.#begin);
    return this.#next;
  }

  /** A page of what is kept after a position; undefined where the store itself must be asked. */
  page(after: Position, options: SubscribeOptions): SubscriptionPage | undefined {
    return this.#recent.page(after, options);
  }

  readonly #begin = (): Promise<Position> => {
    this.#next = undefined;
    const look = { rings: this.wakeUp.rings, began: performance.now(), head: this.#advance() };
    this.#look = look;
    look.head.catch(() => {
      if (this.#look === look) this.#look = undefined;
    });
    return look.head;
  };

  /** What is kept goes on from the event that was last: a store that was restored beneath us has another one there. */
  async #advance(): Promise<Position> {
    const last = await this.reader.last();
    const known = this.#last;
    const isSame = last.position === known.position && last.id === known.id;
    if (!isSame && !(await this.#goesOn(known, last.position))) this.#recent.restart(last.position);
    this.#last = last;
    return last.position;
  }

  async #goesOn(known: EventMark, head: Position): Promise<boolean> {
    if (head <= known.position || head - known.position > BigInt(most)) return false;
    const after = known.position > START ? known.position - 1n : START;
    const { events } = await this.reader.page({ after, limit: most + 1, lookThrough: most + 1 }, head);
    const fresh = known.position > START ? events.slice(1) : events;
    if (fresh !== events && events[0]?.id !== known.id) return false;
    this.#recent.take(fresh, head);
    return true;
  }
}
