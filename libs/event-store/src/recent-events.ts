import { passing } from './filter.js';
import {
  type Position,
  type RecordedEvent,
  START,
  type SubscribeOptions,
  type SubscriptionPage,
} from './port.js';

/** Events kept for followers, and their characters. */
const most = { events: 5_000, characters: 16_000_000 };

/**
 * The newest events of the store without a gap, for all followers of this process together: 31 consumer groups and 200
 * HTTP readers that are at the end of the log cost the store one reading, however many they are.
 */
export class RecentEvents {
  readonly #events: RecordedEvent[] = [];
  #characters = 0;
  #coversAfter: Position = START;
  #upTo: Position = START;

  /** Every event after `coversAfter` and up to here is kept. */
  get upTo(): Position {
    return this.#upTo;
  }

  /** Forgets all: what comes next begins after this position. */
  restart(position: Position): void {
    this.#events.length = 0;
    this.#characters = 0;
    this.#coversAfter = position;
    this.#upTo = position;
  }

  /** The next events of the store, none left out, and the position up to which there are no others. */
  take(events: readonly RecordedEvent[], upTo: Position): void {
    for (const event of events) {
      this.#events.push(event);
      this.#characters += event.rawData.length + event.rawMetadata.length;
    }
    this.#upTo = upTo;
    while (this.#events.length > most.events || this.#characters > most.characters) this.#forget();
  }

  /** A page of what is kept after a position; undefined when that does not reach back so far. */
  page(
    after: Position,
    { filter, pageSize = 1_000 }: Pick<SubscribeOptions, 'filter' | 'pageSize'>,
  ): SubscriptionPage | undefined {
    if (after < this.#coversAfter || after > this.#upTo) return undefined;
    const passes = passing(filter);
    const events: RecordedEvent[] = [];
    for (let index = this.#indexAfter(after); index < this.#events.length; index++) {
      const event = this.#events[index];
      if (!event || !passes(event)) continue;
      events.push(event);
      if (events.length >= pageSize)
        return { events, position: event.position, caughtUp: event.position >= this.#upTo };
    }
    return { events, position: this.#upTo, caughtUp: true };
  }

  /** The older half goes. */
  #forget(): void {
    const gone = this.#events.splice(0, Math.ceil(this.#events.length / 2));
    this.#coversAfter = gone.at(-1)?.position ?? this.#coversAfter;
    for (const event of gone) this.#characters -= event.rawData.length + event.rawMetadata.length;
  }

  #indexAfter(position: Position): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? 0n) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
